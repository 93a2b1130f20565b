import { encodeQR } from "qr";

/**
 * The modules of a QR code (ISO/IEC 18004), row by row, true where it is dark, with the quiet zone of four modules around
 * them. A quarter of it may be covered and it still reads ("quartile"): screens reflect, paper is folded.
 */
export function qrMatrix(text: string): readonly (readonly boolean[])[] {
  return encodeQR(text, "raw", { ecc: "quartile", border: 4 });
}
