import { expect, test } from "vitest";
import { qrMatrix } from "./qr-matrix.ts";
import { qrPath } from "./qr-svg.ts";
import { type Picture, readQr } from "./read-qr.ts";

/** A picture of some modules, each so many pixels wide; `paint` says how dark and light come out. */
function pictureOf(
  rows: readonly (readonly boolean[])[],
  scale: number,
  paint: (isDark: boolean, x: number, y: number) => number,
): Picture {
  const side = rows.length * scale;
  const data = new Uint8ClampedArray(side * side * 4);
  for (let y = 0; y < side; y += 1)
    for (let x = 0; x < side; x += 1) {
      const isDark = rows[Math.floor(y / scale)]?.[Math.floor(x / scale)] ?? false;
      const grey = paint(isDark, x, y);
      data.set([grey, grey, grey, 255], (y * side + x) * 4);
    }
  return { width: side, height: side, data };
}

/** As long as a code with an offline part is. */
const text = `https://suishen.invalid/q/1.${"eyJrIjoiMSJ9".repeat(36)}.${"A_-9".repeat(21)}`;

test("what is written as a QR code is read from it", () => {
  const picture = pictureOf(qrMatrix(text), 4, (isDark) => (isDark ? 0 : 255));
  expect(readQr(picture)).toBe(text);
});

test("it reads in half light, from a dark screen, and with a fifth of it speckled", () => {
  const rows = qrMatrix("https://suishen.invalid/q/1.a.b");
  const dim = pictureOf(rows, 6, (isDark, x) => (isDark ? 40 : 110) + Math.round(x / 20));
  const inverted = pictureOf(rows, 6, (isDark) => (isDark ? 230 : 20));
  const speckled = pictureOf(rows, 6, (isDark, x, y) =>
    (x * 7919 + y * 104_729) % 5 === 0 ? 128 : isDark ? 10 : 240,
  );
  for (const picture of [dim, inverted, speckled])
    expect(readQr(picture)).toBe("https://suishen.invalid/q/1.a.b");
});

test("a picture without a code gives nothing", () => {
  const rows = Array.from({ length: 60 }, () => Array.from({ length: 60 }, () => false));
  expect(readQr(pictureOf(rows, 4, () => 200))).toBeUndefined();
  expect(readQr(pictureOf(rows, 4, (_, x, y) => ((x * 7919 + y) % 7) * 30))).toBeUndefined();
});

test("the path draws each dark module once, and none of the quiet zone", () => {
  const rows = qrMatrix("a");
  const { path, size } = qrPath("a");
  expect(size).toBe(rows.length);
  const drawn = [...path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)].flatMap(([, x, y, length]) =>
    Array.from({ length: Number(length) }, (_, step) => `${Number(x) + step} ${y}`),
  );
  const dark = rows.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`${x} ${y}`] : [])));
  expect(drawn).toEqual(dark);
  expect(dark[0]).toBe("4 4");
});
