import { expect, test } from "vitest";
import { fits, sizeLine } from "./bundle-size.ts";

const limit = { minified: 400 * 1024, gzip: 120 * 1024 };

test("a bundle at both limits fits", () => {
  expect(fits(limit)).toBe(true);
});

test("one byte above either limit does not fit", () => {
  expect(fits({ ...limit, minified: limit.minified + 1 })).toBe(false);
  expect(fits({ ...limit, gzip: limit.gzip + 1 })).toBe(false);
});

test("the line names the function, its size and the limits", () => {
  expect(sizeLine("intake", { minified: 102_400, gzip: 33_280 })).toBe(
    "intake      100.0 of 400 KiB minified,   32.5 of 120 KiB gzip",
  );
  expect(sizeLine("intake", { minified: 409_601, gzip: 1 })).toMatch(/too large$/);
});
