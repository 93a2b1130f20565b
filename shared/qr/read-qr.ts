import { decodeQR } from "qr/decode.js";

/** A picture as a canvas gives it: four bytes a pixel, row by row. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** The text of the QR code in a picture; undefined where none is to be read. */
export function readQr(picture: Picture): string | undefined {
  try {
    return decodeQR(picture, { format: "RGBA" });
  } catch {
    // The library throws where it finds no code, which is what most pictures of a camera are.
    return undefined;
  }
}
