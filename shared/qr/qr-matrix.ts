import { encodeQR } from "qr";

/** How much of a code may be covered and it still reads: an eighth, for screens; a quarter, for paper that is folded. */
export type QrSafety = "medium" | "quartile";

/**
 * The modules of a QR code (ISO/IEC 18004), row by row, true where it is dark, with the quiet zone of four modules around
 * them. The less may be covered, the larger are the modules for a camera.
 */
export function qrMatrix(
  text: string,
  safety: QrSafety = "quartile",
): readonly (readonly boolean[])[] {
  return encodeQR(text, "raw", { ecc: safety, border: 4 });
}
