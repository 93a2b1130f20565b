import { describe, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { choose } from "#shared/rules/language/choose.ts";
import { holds } from "#shared/rules/language/compare.ts";
import type { NumberExpression, ProRata } from "#shared/rules/language/condition.ts";
import { fact } from "#shared/rules/language/fact-reference.ts";
import {
  byAge,
  byBands,
  capped,
  constant,
  difference,
  proportionOf,
  proRata,
  shareOf,
  sum,
  times,
  valueOf,
} from "#shared/rules/language/number.ts";
import { percent } from "#shared/rules/language/share.ts";
import { computeBoth, onFirstOfJuly } from "#shared/testing/ask-closures.ts";
import { standard, target } from "#shared/testing/sample-parameters.ts";
import type { FlatFacts } from "./flat-facts.ts";

const grade = fact("disabilityGrade");
const category = fact("disabilityCategory");
const halfUp = { mode: "half-up", clause: "一" } as const;
const cutOff = { mode: "down", clause: "一" } as const;
const huge = constant(Number.MAX_SAFE_INTEGER);
const back = difference(constant(0), huge);
const facts = { disabilityGrade: 3, disabilityCategory: 5 };
type Row = readonly [NumberExpression, FlatFacts, string, number | string];

function expectBoth(
  expression: NumberExpression,
  subject: FlatFacts,
  complete: string,
  expected: number | string,
) {
  const setting = onFirstOfJuly(...complete.split(" "));
  expect(computeBoth(expression, { facts: subject }, setting)).toEqual({
    closure: expected,
    judge: expected,
  });
}

describe("a number", () => {
  it.each<Row>([
    [constant(7), {}, "", 7],
    [grade, facts, "", 3],
    [grade, {}, "disabilityGrade", "none"],
    [grade, {}, "", "unknown"],
    [grade, { disabilityGrade: null }, "disabilityGrade", "unknown"],
    [sum(grade, category, constant(1)), facts, "", 9],
    [sum(), {}, "", 0],
    [difference(grade, category), facts, "", -2],
    [times(grade, category), facts, "", 15],
    [capped(grade, category), facts, "", 3],
    [capped(category, grade), facts, "", 3],
  ])("%j of %j with %j complete: %s", expectBoth);

  const pairs = [
    sum(grade, category),
    difference(grade, category),
    times(grade, category),
    capped(grade, category),
  ];

  it.each(
    pairs.flatMap((pair): Row[] => [
      [pair, { disabilityGrade: 1 }, "disabilityCategory", "none"],
      [pair, { disabilityCategory: 1 }, "disabilityGrade", "none"],
      [pair, {}, "disabilityCategory", "none"],
      [pair, {}, "disabilityGrade", "none"],
      [pair, { disabilityGrade: 1 }, "", "unknown"],
      [pair, { disabilityCategory: 1 }, "", "unknown"],
    ]),
  )("of two parts, %j of %j with %j complete: %s", expectBoth);

  it.each<Row>([
    [sum(huge, constant(0)), {}, "", Number.MAX_SAFE_INTEGER],
    [sum(huge, constant(1)), {}, "", "too large"],
    [difference(back, constant(1)), {}, "", "too large"],
    [times(huge, constant(-2)), {}, "", "too large"],
    [sum(sum(huge, huge), grade), {}, "", "unknown"],
    [sum(grade, sum(huge, huge)), {}, "", "unknown"],
    [sum(sum(huge, huge), grade), {}, "disabilityGrade", "none"],
  ])("beyond the exact ones is said to be: %j of %j%j: %s", expectBoth);

  const tooMuch = times(huge, huge);

  it.each<[NumberExpression, number]>([
    [difference(tooMuch, tooMuch), 0],
    [times(0, tooMuch), 0],
    [capped(tooMuch, 5), 5],
    [byBands(tooMuch, [[1, 2]]), 2],
    [proportionOf(percent("50"), sum(huge, huge), cutOff), Number.MAX_SAFE_INTEGER],
    [capped(constant(5), tooMuch), 5],
  ])("that returns to the exact ones, %j, is left to the judge", (expression, exact) => {
    expect(computeBoth(expression, { facts: {} })).toEqual({ closure: "too large", judge: exact });
  });
});

describe("a share", () => {
  const chosen = choose({ when: holds("veteran"), use: percent("10"), otherwise: shareOf(target) });

  it.each<Row>([
    [proportionOf(percent("50"), constant(101), halfUp), {}, "", 51],
    [proportionOf(percent("50"), constant(101), cutOff), {}, "", 50],
    [proportionOf(percent("50"), grade, cutOff), {}, "disabilityGrade", "none"],
    [proportionOf(percent("50"), grade, cutOff), {}, "", "unknown"],
    [proportionOf(percent("100"), huge, cutOff), {}, "", Number.MAX_SAFE_INTEGER],
    [proportionOf(percent("150"), constant(5), halfUp), {}, "", 8],
    [proportionOf(percent("150"), huge, cutOff), {}, "", "too large"],
    [proportionOf(percent("150"), back, cutOff), {}, "", "too large"],
    [proportionOf(shareOf(target), constant(100), cutOff), {}, "", "unknown"],
    [proportionOf(chosen, constant(100), cutOff), { veteran: true }, "", 10],
    [proportionOf(chosen, constant(100), cutOff), { veteran: false }, "", "unknown"],
    [proportionOf(chosen, constant(100), cutOff), {}, "", "unknown"],
  ])("%j of %j with %j complete: %s", expectBoth);
});

describe("a parameter", () => {
  it.each([
    ["2023-12-31", 1000_00, 10],
    ["2024-06-30", 1100_00, "unknown"],
    ["2024-07-01", "unknown", "unknown"],
    ["2025-01-01", 1200_00, 20],
  ])("on %s is %s, the share of 100 %s", (on, money, share) => {
    const setting = { on: civilDate(on), complete: new Set<string>() };
    const part = proportionOf(shareOf(target), constant(100), halfUp);
    expect(computeBoth(valueOf(standard), { facts: {} }, setting)).toEqual({
      closure: money,
      judge: money,
    });
    expect(computeBoth(part, { facts: {} }, setting)).toEqual({ closure: share, judge: share });
  });
});

describe("a table", () => {
  const byGrade = byBands(grade, [
    [2, 500],
    [3, 400],
  ]);
  const age = byAge([
    [60, 50],
    [65, 75],
  ]);
  const fromBirth = byAge([
    [0, 10],
    [1, 20],
  ]);

  it.each<Row>([
    [byGrade, { disabilityGrade: 1 }, "", 0],
    [byGrade, { disabilityGrade: 2 }, "", 500],
    [byGrade, { disabilityGrade: 3 }, "", 400],
    [byGrade, { disabilityGrade: 4 }, "", 400],
    [byGrade, {}, "disabilityGrade", "none"],
    [byGrade, {}, "", "unknown"],
    [age, { birthDate: "1964-07-02" }, "", 0],
    [age, { birthDate: "1964-07-01" }, "", 50],
    [age, { birthDate: "1959-07-02" }, "", 50],
    [age, { birthDate: "1959-07-01" }, "", 75],
    [age, { birthDate: null }, "", "unknown"],
    [age, {}, "birthDate", "unknown"],
    [fromBirth, { birthDate: "2024-07-02" }, "", 10],
    [fromBirth, { birthDate: "2024-07-01" }, "", 10],
    [fromBirth, { birthDate: "2023-07-02" }, "", 10],
    [fromBirth, { birthDate: "2023-07-01" }, "", 20],
  ])("%j of %j with %j complete: %s", expectBoth);
});

describe("a chosen number", () => {
  const chosen = choose({ when: holds("veteran"), use: grade, otherwise: constant(9) });

  it.each<Row>([
    [chosen, { veteran: true, disabilityGrade: 1 }, "", 1],
    [chosen, { veteran: true }, "disabilityGrade", "none"],
    [chosen, { veteran: false }, "", 9],
    [chosen, { disabilityGrade: 9 }, "", "unknown"],
    [chosen, {}, "veteran", 9],
  ])("%j of %j with %j complete: %s", expectBoth);
});

describe("the part of a number for a time", () => {
  const since = fact("retiredOn");
  const until = fact("deathDate");
  type Part = Pick<ProRata<"person">, "per" | "by">;
  const part = (of: number, { per, by }: Part) =>
    proRata(of, { per, by, since, until, rounding: cutOff });

  it.each<[Part, number]>([
    [{ per: "month", by: "days" }, 31],
    [{ per: "quarter", by: "days" }, 92],
    [{ per: "quarter", by: "months" }, 3],
    [{ per: "year", by: "days" }, 366],
    [{ per: "year", by: "months" }, 12],
  ])("%j is the judge's at every edge", (per, total) => {
    const edges = [
      "2023-12-31",
      "2024-01-01",
      "2024-01-02",
      "2024-06-30",
      "2024-07-01",
      "2024-07-02",
      "2024-07-30",
      "2024-07-31",
      "2024-08-01",
      "2024-09-29",
      "2024-09-30",
      "2024-10-01",
      "2024-12-30",
      "2024-12-31",
      "2025-01-01",
    ];
    for (const retiredOn of edges)
      for (const deathDate of edges) {
        const subject = { facts: { retiredOn, deathDate } };
        const { closure, judge } = computeBoth(part(total, per), subject);
        expect([retiredOn, deathDate, closure]).toEqual([retiredOn, deathDate, judge]);
      }
  });

  const whole = proRata(31, { per: "month", by: "days", rounding: halfUp });
  const sinceDeath = proRata(grade, {
    per: "month",
    by: "days",
    since: until,
    until: fact("crematedOn"),
    rounding: halfUp,
  });
  const tooMuch = proRata(sum(huge, huge), { per: "month", by: "days", since, rounding: halfUp });
  const month = part(31, { per: "month", by: "days" });
  const died = "2024-07-01";

  it.each<Row>([
    [whole, {}, "", 31],
    [month, { retiredOn: "2024-07-02" }, "deathDate", 30],
    [month, { retiredOn: "2024-07-02" }, "", "unknown"],
    [month, { retiredOn: null }, "deathDate", "unknown"],
    [month, { retiredOn: "2024-07-02", deathDate: null }, "deathDate", "unknown"],
    [sinceDeath, {}, "disabilityGrade", "none"],
    [sinceDeath, {}, "deathDate", "none"],
    [sinceDeath, { disabilityGrade: 31 }, "", "unknown"],
    [sinceDeath, { deathDate: died }, "crematedOn", "unknown"],
    [sinceDeath, { disabilityGrade: 31, deathDate: died }, "crematedOn", 31],
    [sinceDeath, { disabilityGrade: 31, deathDate: died, crematedOn: died }, "", 1],
    [tooMuch, { retiredOn: died }, "", "too large"],
    [tooMuch, {}, "", "unknown"],
  ])("%j of %j with %j complete: %s", expectBoth);

  it.each<Row>([
    [
      proRata(30, { per: "month", by: "days", since, rounding: halfUp }),
      { retiredOn: "2024-07-17" },
      "",
      15,
    ],
    [part(30, { per: "month", by: "days" }), { retiredOn: "2024-07-17" }, "deathDate", 14],
  ])("is rounded as it says: %j of %j with %j complete: %s", expectBoth);
});
