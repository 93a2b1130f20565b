import { readCode, type ReadCode } from "#shared/codes/read-code.ts";
import { readQr } from "#shared/qr/read-qr.ts";

/** Pixels a module. */
const scale = 3;

/** The text of the QR code that stands on a page, as a camera would read it from the screen. */
export function textOnPage(html: string): string {
  const [, size = "", path = ""] =
    /viewBox="0 0 (\d+) \d+"[^>]*><path d="([^"]+)"/.exec(html) ?? [];
  return textOfImage(path, Number(size));
}

/** The text of a QR code by the path of its image. */
export function textOfImage(path: string, size: number): string {
  const side = size * scale;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) {
    for (let row = Number(y) * scale; row < (Number(y) + 1) * scale; row += 1)
      for (let at = Number(x) * scale; at < (Number(x) + Number(length)) * scale; at += 1)
        data.fill(0, (row * side + at) * 4, (row * side + at) * 4 + 3);
  }
  const text = readQr({ width: side, height: side, data });
  if (text === undefined) throw new Error("there is no code on the page");
  return text;
}

/** A code that is one by its text. */
export function codeOf(text: string): ReadCode {
  const reading = readCode(text);
  if (!reading.ok) throw new Error(`no code: ${reading.because}`);
  return reading.code;
}
