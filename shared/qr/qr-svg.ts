import { qrMatrix, type QrSafety } from "./qr-matrix.ts";

/**
 * The dark modules of a QR code as the path of an SVG image, one unit a module, and the length of its sides. Each run
 * of a row is one box: half as long as a box for each module.
 */
export function qrPath(
  text: string,
  safety: QrSafety = "quartile",
): { readonly path: string; readonly size: number } {
  const rows = qrMatrix(text, safety);
  const path = rows.flatMap((row, y) => {
    const runs = row.map((isDark) => (isDark ? "#" : " ")).join("");
    return [...runs.matchAll(/#+/g)].map(
      ({ 0: { length }, index }) => `M${index} ${y}h${length}v1h-${length}z`,
    );
  });
  return { path: path.join(""), size: rows.length };
}
