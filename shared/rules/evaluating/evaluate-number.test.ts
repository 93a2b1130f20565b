import { describe, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { readExample, type ExampleFacts } from "#shared/rules/example.ts";
import { choose } from "#shared/rules/language/choose.ts";
import { holds } from "#shared/rules/language/compare.ts";
import type { NumberExpression } from "#shared/rules/language/condition.ts";
import { fact, lastYear } from "#shared/rules/language/fact-reference.ts";
import {
  byAge,
  byBands,
  capped,
  constant,
  difference,
  perHead,
  proportionOf,
  shareOf,
  sum,
  times,
  valueOf,
} from "#shared/rules/language/number.ts";
import { percent } from "#shared/rules/language/share.ts";
import { computeNumber, numberOn } from "#shared/testing/ask-judge.ts";
import { standard, target } from "#shared/testing/sample-parameters.ts";
import { evaluateNumber } from "./evaluate-number.ts";
import { evaluate } from "./evaluate.ts";
import { startJudging } from "./judging.ts";

const grade = fact("disabilityGrade");
const category = fact("disabilityCategory");
const halfUp = { mode: "half-up", clause: "一" } as const;
const cutOff = { mode: "down", clause: "一" } as const;

describe("a number", () => {
  it.each<[string, NumberExpression, bigint]>([
    ["a constant", constant(-7), -7n],
    ["a fact", grade, 3n],
    ["a sum of three", sum(grade, category, constant(100)), 108n],
    ["a sum of one", sum(grade), 3n],
    ["a sum of nothing", sum(), 0n],
    ["a difference", difference(grade, category), -2n],
    ["a number of times", times(4, grade), 12n],
    ["so much a head", perHead(600_00, grade), 1800_00n],
    ["a product of two facts", times(grade, category), 15n],
    ["what is below its cap", capped(grade, 4), 3n],
    ["what is at its cap", capped(grade, 3), 3n],
    ["what is above its cap", capped(category, grade), 3n],
  ])("%s is computed", (_, expression, expected) => {
    expect(numberOn(expression, { disabilityGrade: 3, disabilityCategory: 5 })).toBe(expected);
  });

  const pairs: [string, (a: NumberExpression, b: NumberExpression) => NumberExpression][] = [
    ["a sum", (a, b) => sum(a, b)],
    ["a difference", (a, b) => difference(a, b)],
    ["a product", (a, b) => times(a, b)],
    ["a cap", (a, b) => capped(a, b)],
  ];

  it.each(pairs)("of two parts: %s does not exist if one does not, known or not", (_, pair) => {
    expect(numberOn(pair(grade, category), { disabilityCategory: "missing" })).toBe("none");
    expect(numberOn(pair(category, grade), { disabilityCategory: "missing" })).toBe("none");
    expect(numberOn(pair(grade, category), { disabilityGrade: 1 })).toBe("none");
  });

  it.each(pairs)("of two parts: %s wants each that is not known", (_, pair) => {
    const [missing, conflict] = ["missing", "conflict"] as const;
    const both: ExampleFacts = { disabilityGrade: missing, disabilityCategory: conflict };
    expect(numberOn(pair(grade, category), both)).toEqual([
      "disabilityGrade",
      "disabilityCategory",
    ]);
    expect(numberOn(pair(grade, category), { ...both, disabilityGrade: 1 })).toEqual([
      "disabilityCategory",
    ]);
  });

  it("of any size is exact", () => {
    const paid = fact("unemploymentPremiumPaidFen", lastYear);
    const facts = { "unemploymentPremiumPaidFen@2023": Number.MAX_SAFE_INTEGER };
    const squared = times(paid, paid);
    expect(numberOn(squared, facts)).toBe(BigInt(Number.MAX_SAFE_INTEGER) ** 2n);
    expect(numberOn(proportionOf(percent("5.5"), squared, cutOff), facts)).toBe(
      (BigInt(Number.MAX_SAFE_INTEGER) ** 2n * 55n) / 1000n,
    );
  });
});

describe("a share of a number", () => {
  const paid = fact("unemploymentPremiumPaidFen", lastYear);

  it.each([
    [1_01, 51n, 50n],
    [1_00, 50n, 50n],
    [99, 50n, 49n],
    [0, 0n, 0n],
  ])("half of %i is %s rounded, %s cut off", (fen, rounded, cut) => {
    const facts = { "unemploymentPremiumPaidFen@2023": fen };
    expect(numberOn(proportionOf(percent("50"), paid, halfUp), facts)).toBe(rounded);
    expect(numberOn(proportionOf(percent("50"), paid, cutOff), facts)).toBe(cut);
  });

  it("wants the number and what the share is chosen by", () => {
    const chosen = choose({
      when: holds("seriousDishonesty"),
      use: percent("10"),
      otherwise: percent("50"),
    });
    const part = proportionOf(chosen, paid, halfUp);
    expect(numberOn(part, { seriousDishonesty: "missing" })).toEqual([
      "unemploymentPremiumPaidFen@2023",
      "seriousDishonesty",
    ]);
    const known = { "unemploymentPremiumPaidFen@2023": 100 };
    expect(numberOn(part, { ...known, seriousDishonesty: true })).toBe(10n);
    expect(numberOn(part, known)).toBe(50n);
  });

  it("that does not exist does not exist, whatever the share", () => {
    expect(numberOn(proportionOf(shareOf(target), grade, halfUp), {}, "2024-07-01")).toBe("none");
  });
});

describe("a parameter", () => {
  it.each([
    ["2023-06-30", ["parameter:standard"], "2023-07-01"],
    ["2023-07-01", 1000_00n, "2024-01-01"],
    ["2023-12-31", 1000_00n, "2024-01-01"],
    ["2024-01-01", 1100_00n, "2024-07-01"],
    ["2024-06-30", 1100_00n, "2024-07-01"],
    ["2024-07-01", ["parameter:standard"], "2025-01-01"],
    ["2024-12-31", ["parameter:standard"], "2025-01-01"],
    ["2025-01-01", 1200_00n, undefined],
  ])("of money on %s is %s until %s", (on, expected, nextChangeOn) => {
    expect(numberOn(valueOf(standard), {}, on)).toEqual(expected);
    expect(computeNumber(valueOf(standard), {}, on).nextChangeOn).toBe(nextChangeOn);
  });

  it.each([
    ["2023-12-31", 10n, "2024-01-01"],
    ["2024-01-01", ["parameter:target"], "2025-01-01"],
    ["2025-01-01", 20n, undefined],
  ])("that is a share, of 100 on %s, is %s until %s", (on, expected, nextChangeOn) => {
    const part = proportionOf(shareOf(target), constant(100), halfUp);
    expect(numberOn(part, {}, on)).toEqual(expected);
    expect(computeNumber(part, {}, on).nextChangeOn).toBe(nextChangeOn);
  });
});

describe("bands", () => {
  const byGrade = byBands(grade, [
    [2, 500],
    [3, 400],
  ]);

  it.each([
    [1, 0n],
    [2, 500n],
    [3, 400n],
    [4, 400n],
  ])("of a number: %i is worth %s", (disabilityGrade, expected) => {
    expect(numberOn(byGrade, { disabilityGrade })).toBe(expected);
  });

  it("of a number that does not exist, or is not known, are so too", () => {
    expect(numberOn(byGrade, {})).toBe("none");
    expect(numberOn(byGrade, { disabilityGrade: "missing" })).toEqual(["disabilityGrade"]);
  });

  const age = byAge([
    [1, 50],
    [65, 75_00],
    [70, 150_00],
  ]);

  it.each([
    ["1956-02-28", 0n, "1957-02-28"],
    ["1956-02-29", 0n, "1957-02-28"],
    ["1957-02-28", 50n, "2021-02-28"],
    ["2021-02-27", 50n, "2021-02-28"],
    ["2021-02-28", 75_00n, "2026-02-28"],
    ["2026-02-27", 75_00n, "2026-02-28"],
    ["2026-02-28", 150_00n, undefined],
  ])("of age, born on 1956-02-29: on %s it is %s", (on, expected, nextChangeOn) => {
    const facts = { birthDate: "1956-02-29" };
    expect(numberOn(age, facts, on)).toBe(expected);
    expect(computeNumber(age, facts, on).nextChangeOn).toBe(nextChangeOn);
  });

  it("of age want the birth", () => {
    expect(numberOn(age, {})).toEqual(["birthDate"]);
  });
});

describe("a chosen number", () => {
  const chosen = choose({ when: holds("veteran"), use: grade, otherwise: category });

  it("is the one taken, and the other is not read", () => {
    for (const veteran of [true, false]) {
      const facts = { veteran, disabilityGrade: 1, disabilityCategory: 2 };
      const judging = startJudging(readExample(facts), civilDate("2024-07-01"));
      const read = evaluateNumber(chosen, judging, evaluate);
      expect(read).toEqual({ state: "value", value: veteran ? 1n : 2n });
      const taken = veteran ? "disabilityGrade" : "disabilityCategory";
      expect([...judging.readings.keys()]).toEqual(["veteran", taken]);
    }
  });

  it("is unknown while the condition is, though both agree", () => {
    const facts = { veteran: "missing", disabilityGrade: 1, disabilityCategory: 1 } as const;
    expect(numberOn(chosen, facts)).toEqual(["veteran"]);
  });

  it("does not exist if the one taken does not", () => {
    expect(numberOn(chosen, { veteran: true, disabilityCategory: 1 })).toBe("none");
    expect(numberOn(chosen, { veteran: false, disabilityCategory: 1 })).toBe(1n);
  });
});
