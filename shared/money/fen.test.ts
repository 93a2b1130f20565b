import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addFen, fen, formatYuan } from "./fen.ts";

describe("fen", () => {
  it.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, -(2 ** 53)])("%d is no fen", (n) => {
    expect(() => fen(n)).toThrow(RangeError);
  });

  it("there is one zero", () => {
    expect(fen(-0)).toBe(0);
  });
});

describe("the sum", () => {
  it("of nothing is zero", () => {
    expect(addFen()).toBe(0);
  });

  it("counts what is taken back", () => {
    expect(addFen(fen(75_00), fen(150_00), fen(-75_00))).toBe(150_00);
  });

  it("beyond the safe integers is refused, even when it would come back", () => {
    const most = fen(Number.MAX_SAFE_INTEGER);
    expect(() => addFen(most, fen(1), fen(-1))).toThrow(RangeError);
  });
});

describe("yuan", () => {
  it.each([
    [0, "0元"],
    [75_00, "75元"],
    [5, "0.05元"],
    [1_234_50, "1,234.50元"],
    [600_00, "600元"],
    [1_000_00, "1,000元"],
    [3_000_000_00, "3,000,000元"],
    [1_234_567_01, "1,234,567.01元"],
    [-1_234_50, "-1,234.50元"],
    [-75_00, "-75元"],
  ])("%i fen reads %s", (n, text) => {
    expect(formatYuan(fen(n))).toBe(text);
  });

  it("reads back as the same amount", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (n) => {
        const text = formatYuan(fen(n));
        expect(text).toMatch(/^-?\d{1,3}(,\d{3})*(\.\d\d)?元$/);
        const [yuan = "", cents = "00"] = text.replace(/[,元]/g, "").split(".");
        expect(BigInt(yuan + cents)).toBe(BigInt(n));
      }),
    );
  });
});
