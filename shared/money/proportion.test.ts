import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fen } from "./fen.ts";
import { proportionOf, quotient } from "./proportion.ts";

const amount = fc.integer({ min: 0, max: 1_000_000_000_00 }).map(fen);
const part = fc.integer({ min: 0, max: 1_000_000 });
const whole = fc.integer({ min: 1, max: 1_000_000 });

describe("a proportion", () => {
  it.each([
    [100, 1, 3, "half-up", 33],
    [100, 2, 3, "half-up", 67],
    [100, 2, 3, "down", 66],
    [1, 1, 2, "half-up", 1],
    [1, 1, 2, "down", 0],
    [-1, 1, 2, "half-up", -1],
    [-100, 2, 3, "down", -66],
    [0, 9, 10, "half-up", 0],
    [-1, 1, 3, "half-up", 0],
    [9_007_199_254_740_991, 9, 10, "down", 8_106_479_329_266_891],
  ] as const)("%i × %i ÷ %i, %s, is %i fen", (of, numerator, denominator, rounding, expected) => {
    expect(proportionOf(fen(of), numerator, denominator, rounding)).toBe(expected);
  });

  it("rounded down is the largest whole amount that is not more", () => {
    fc.assert(
      fc.property(amount, part, whole, (of, numerator, denominator) => {
        fc.pre(numerator <= denominator);
        const result = BigInt(proportionOf(of, numerator, denominator, "down"));
        const exact = BigInt(of) * BigInt(numerator);
        expect(result * BigInt(denominator) <= exact).toBe(true);
        expect((result + 1n) * BigInt(denominator) > exact).toBe(true);
      }),
    );
  });

  it("rounded half up is at most half a fen away, and above it at exactly half", () => {
    fc.assert(
      fc.property(amount, part, whole, (of, numerator, denominator) => {
        fc.pre(numerator <= denominator);
        const result = BigInt(proportionOf(of, numerator, denominator, "half-up"));
        const twiceExact = 2n * BigInt(of) * BigInt(numerator);
        const twiceAway = 2n * result * BigInt(denominator) - twiceExact;
        expect(twiceAway > -BigInt(denominator) && twiceAway <= BigInt(denominator)).toBe(true);
      }),
    );
  });

  it("of an amount taken back is the opposite", () => {
    const rounding = fc.constantFrom("half-up", "down");
    fc.assert(
      fc.property(amount, whole, rounding, (of, denominator, how) => {
        const given = proportionOf(of, 1, denominator, how);
        expect(proportionOf(fen(-of), 1, denominator, how) + given).toBe(0);
      }),
    );
  });

  it.each([
    [-1, 3],
    [1, 0],
    [1, -3],
    [0.5, 3],
    [1, 2.5],
    [Number.NaN, 1],
  ])("%d ÷ %d is refused", (numerator, denominator) => {
    expect(() => proportionOf(fen(100), numerator, denominator, "down")).toThrow(RangeError);
  });

  const most = Number.MAX_SAFE_INTEGER;

  it.each([
    [most, 1, 1, most],
    [most, 3, 3, most],
    [most, most, most, most],
    [4_503_599_627_370_495, 2, 1, 9_007_199_254_740_990],
    [4_503_599_627_370_496, 1, 2, 2_251_799_813_685_248],
    [9_007_199_254_740_989, 1, 2, 4_503_599_627_370_495],
    [1, 1, most, 0],
    [1, most, 2, 4_503_599_627_370_496],
    [-most, 1, 2, -4_503_599_627_370_496],
  ])(
    "of numbers as large as can be is exact: %i × %i ÷ %i is %i",
    (of, numerator, by, expected) => {
      expect(proportionOf(of, numerator, by, "half-up")).toBe(expected);
    },
  );

  it("is the same by fast numbers and by exact ones", () => {
    const anySize = fc.maxSafeInteger();
    const mode = fc.constantFrom("half-up", "down");
    fc.assert(
      fc.property(anySize, part, whole, mode, (of, numerator, denominator, how) => {
        fc.pre(numerator <= denominator);
        const exact = quotient(BigInt(of) * BigInt(numerator), BigInt(denominator), how);
        expect(BigInt(proportionOf(of, numerator, denominator, how))).toBe(exact);
      }),
    );
  });

  it.each([
    [most, 2, 1],
    [-most, 2, 1],
    [most, most, 1],
  ])("beyond the safe integers is refused: %i × %i ÷ %i", (of, numerator, denominator) => {
    expect(() => proportionOf(of, numerator, denominator, "down")).toThrow(RangeError);
  });
});

describe("a quotient", () => {
  it.each([
    [7n, 2n, 4n, 3n],
    [-7n, 2n, -4n, -3n],
    [7n, 3n, 2n, 2n],
    [8n, 3n, 3n, 2n],
    [-8n, 3n, -3n, -2n],
    [0n, 3n, 0n, 0n],
    [6n, 3n, 2n, 2n],
    [10n ** 30n + 1n, 2n, 5n * 10n ** 29n + 1n, 5n * 10n ** 29n],
  ])("of %s and %s is %s rounded half up, %s cut off", (dividend, divisor, rounded, cut) => {
    expect(quotient(dividend, divisor, "half-up")).toBe(rounded);
    expect(quotient(dividend, divisor, "down")).toBe(cut);
  });
});
