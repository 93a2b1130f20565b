import { describe, expect, it } from "vitest";
import { percentText, shareText } from "#shared/rules/wording/percent-text.ts";
import { percent } from "./share.ts";

describe("a percentage", () => {
  it.each([
    ["5.5", 55, 1000],
    ["20", 20, 100],
    ["0", 0, 100],
    ["100", 100, 100],
    ["0.001", 1, 100_000],
    ["12.345678", 12_345_678, 100_000_000],
  ])("of %s is %i/%i", (text, numerator, denominator) => {
    expect(percent(text)).toEqual({ kind: "share", numerator, denominator });
  });

  it.each(["", "5.", ".5", "-1", "5,5", "5.5%", "1e2", " 5", "1000", "0.1234567"])(
    "%j is none",
    (text) => {
      expect(() => percent(text)).toThrow(new RangeError(`not a percentage: ${text}`));
    },
  );

  it.each(["5.5", "20", "0.001", "100"])("of %s reads as it was written", (text) => {
    expect(shareText(percent(text))).toBe(`${text}%`);
  });
});

describe("a ratio in words", () => {
  it.each([
    [11n, 200n, "5.5%"],
    [0n, 7n, "0%"],
    [1n, 3n, "约33.3333%"],
    [2n, 3n, "约66.6666%"],
    [55_001n, 1_000_000n, "5.5001%"],
    [550_000_04n, 1_000_000_000n, "约5.5%"],
    [3n, 2n, "150%"],
  ])("%s of %s reads %s", (dividend, divisor, text) => {
    expect(percentText(dividend, divisor)).toBe(text);
  });
});
