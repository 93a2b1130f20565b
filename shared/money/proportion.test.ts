import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fen } from "./fen.ts";
import { proportionOf } from "./proportion.ts";

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

  it("beyond the safe integers is refused", () => {
    expect(() => proportionOf(fen(Number.MAX_SAFE_INTEGER), 2, 1, "down")).toThrow(RangeError);
  });
});
