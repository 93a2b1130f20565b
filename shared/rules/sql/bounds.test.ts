import { describe, expect, it } from "vitest";
import { choose } from "#shared/rules/language/choose.ts";
import { atLeast, holds } from "#shared/rules/language/compare.ts";
import type { NumberExpression, ShareExpression } from "#shared/rules/language/condition.ts";
import { fact, lastYear } from "#shared/rules/language/fact-reference.ts";
import { ratioAtMost } from "#shared/rules/language/logic.ts";
import {
  byBands,
  capped,
  constant,
  difference,
  proportionOf,
  shareOf,
  sum,
  times,
} from "#shared/rules/language/number.ts";
import { parameter } from "#shared/rules/language/parameter.ts";
import { percent, type Share } from "#shared/rules/language/share.ts";
import { aSetting } from "#shared/testing/ask-in-sql.ts";
import { jsonbColumns } from "./columns.ts";
import { requireInt64 } from "./number-in-sql.ts";
import { scaledInSql, scaledRange } from "./rounding.ts";
import { sqlOfCondition } from "./sql-of-rule.ts";

const columns = jsonbColumns("p.facts");
const compiled = (number: NumberExpression) => () =>
  sqlOfCondition(atLeast(number, 0), aSetting(), columns);

const premium: NumberExpression = fact("unemploymentPremiumPaidFen", lastYear);
const premiumKey = "unemploymentPremiumPaidFen@2025";
const minus = (number: NumberExpression) => difference(constant(0), number);
const down = { mode: "down", clause: "" } as const;
const whole = percent("100");
const share = (numerator: number, denominator: number): Share => ({
  kind: "share",
  numerator,
  denominator,
});
const rate = parameter<Share>({
  id: "rate",
  label: "费率",
  publisher: "human-resources",
  unit: "share",
  values: [
    {
      from: "2026-01-01",
      value: whole,
      status: "sample",
      source: { document: "", clause: "", inForceUntil: "not-stated" },
    },
  ],
});
const choice = (use: ShareExpression, otherwise: ShareExpression): ShareExpression =>
  choose({ when: holds("veteran"), use, otherwise });
const none = share(0, 1);

describe("a number between bounds", () => {
  const most = 2n ** 63n - 1n;

  it("is let through up to the last of 64 bits, and no further", () => {
    expect(() => requireInt64(-most - 1n, most, [])).not.toThrow();
    expect(() => requireInt64(0n, most + 1n, [])).toThrow(RangeError);
    expect(() => requireInt64(-most - 2n, 0n, [])).toThrow(RangeError);
  });

  it("that is too large is refused by the names of its facts", () => {
    expect(() => requireInt64(0n, most + 1n, ["a", "b"])).toThrow("made of a, b might");
    expect(compiled(times(2 ** 40, 2 ** 40))).toThrow("made of constants might");
  });

  // The largest premium is 2⁵³ − 1, and 1,024 of them are the first too many.
  it.each<[string, NumberExpression]>([
    ["a product", times(2_000, premium)],
    ["a product of two facts", times(premium, premium)],
    ["a product of one below nought", times(minus(premium), premium)],
    ["a product of two below nought", times(minus(premium), minus(premium))],
    ["a sum", sum(times(1_000, premium), times(1_000, premium))],
    [
      "a difference far below nought",
      difference(minus(times(1_000, premium)), times(1_000, premium)),
    ],
    ["twice what is capped by a fact", times(2_000, capped(constant(2 ** 53 - 1), premium))],
    [
      "a choice's first side",
      times(2_000, choose({ when: holds("veteran"), use: premium, otherwise: 0 })),
    ],
    [
      "a choice's other side",
      times(2_000, choose({ when: holds("veteran"), use: 0, otherwise: premium })),
    ],
    ["a share", times(2_000, proportionOf(whole, premium, down))],
    ["a parameter's share", times(2_000, proportionOf(shareOf(rate), premium, down))],
    ["a chosen share", times(2_000, proportionOf(choice(whole, none), premium, down))],
    ["the other share", times(2_000, proportionOf(choice(none, shareOf(rate)), premium, down))],
    ["a share of what is below nought", times(2_000, proportionOf(whole, minus(premium), down))],
  ])("that may be too large: %s", (_, number) => {
    expect(compiled(number)).toThrow(`made of ${premiumKey} might`);
  });

  it("by bands is as large as the largest of them", () => {
    const bands = byBands(premium, [
      [1, Number.MAX_SAFE_INTEGER],
      [2, 1],
    ]);
    expect(compiled(times(1_000, bands))).not.toThrow();
    expect(compiled(times(2_000, bands))).toThrow(premiumKey);
  });

  it("is no larger than its cap, on whichever side that stands", () => {
    expect(compiled(times(2_000, capped(premium, 5)))).not.toThrow();
    expect(compiled(times(2_000, capped(constant(5), premium)))).not.toThrow();
    expect(compiled(times(2_000, capped(constant(5), minus(premium))))).toThrow(premiumKey);
    expect(compiled(times(2_000, capped(minus(premium), 5)))).toThrow(premiumKey);
  });

  it("is refused within a ratio too", () => {
    const ratio = (limit: Share) =>
      ratioAtMost({ name: "", dividend: constant(1), divisor: premium, limit });
    expect(() => sqlOfCondition(ratio(share(1_000, 1)), aSetting(), columns)).not.toThrow();
    expect(() => sqlOfCondition(ratio(share(2_000, 1)), aSetting(), columns)).toThrow(premiumKey);
  });

  it("is not made of a fact that is no integer", () => {
    const born: object = { kind: "fact", name: "birthDate" };
    expect(compiled(asNumber(born))).toThrow("birthDate is no number");
  });
});

/** Guarantee: none; it is what a rule that was not type-checked might hold. */
function asNumber(value: object): NumberExpression {
  return value as NumberExpression;
}

describe("a scaled number", () => {
  it.each([
    { of: [0n, 0n], factor: 3n, divisor: 7n, range: [0n, 0n] },
    { of: [0n, 10n], factor: 3n, divisor: 7n, range: [0n, 5n] },
    { of: [5n, 10n], factor: 3n, divisor: 7n, range: [0n, 5n] },
    { of: [-10n, 10n], factor: 3n, divisor: 7n, range: [-5n, 5n] },
    { of: [-10n, -5n], factor: 3n, divisor: 7n, range: [-5n, 0n] },
    { of: [-10n, 0n], factor: 3n, divisor: 7n, range: [-5n, 0n] },
    { of: [1n, 1n], factor: 1n, divisor: 1n, range: [0n, 2n] },
  ])("of $of by at most $factor/$divisor is within $range", ({ of, factor, divisor, range }) => {
    const [least = 0n, most = 0n] = of;
    const scaled = scaledRange({ least, most }, { sql: "x", most: factor }, divisor);
    expect([scaled.least, scaled.most]).toEqual(range);
  });

  it("is refused where twice the remainder and a divisor leave 64 bits", () => {
    const scaled = (most: bigint) => () =>
      scaledInSql("x", { least: 0n, most: 0n, facts: [] }, { sql: "f", most }, 3n, "half-up");
    const most = (2n ** 63n - 1n) / 6n;
    expect(scaled(most - 1n)).not.toThrow();
    expect(scaled(most)).toThrow(RangeError);
  });

  it("is asked for its sign only where it can be below nought", () => {
    const scaled = (least: bigint) =>
      scaledInSql("x", { least, most: 9n, facts: [] }, { sql: "1", most: 1n }, 2n, "down");
    expect(scaled(0n)).not.toContain("CASE");
    expect(scaled(-1n)).toContain("CASE");
  });
});

describe("a share in SQL", () => {
  const of = (one: Share) => compiled(proportionOf(one, premium, down));

  it.each([
    [0.5, 2],
    [1, 1.5],
    [0.5, 1.5],
    [Number.NaN, 1],
  ])("is made of integers, not of %d/%d", (numerator, denominator) => {
    expect(of(share(numerator, denominator))).toThrow(
      `not a fraction of integers: ${numerator}/${denominator}`,
    );
  });

  it.each([
    [-1, 2],
    [1, 0],
    [0, 0],
    [1, -2],
    [-1, -2],
  ])("is not below nought, and of a whole: not %d/%d", (numerator, denominator) => {
    expect(of(share(numerator, denominator))).toThrow(`not a share: ${numerator}/${denominator}`);
  });

  it("may be nought", () => {
    expect(of(share(0, 100))).not.toThrow();
  });
});
