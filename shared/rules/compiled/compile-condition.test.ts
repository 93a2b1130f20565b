import { describe, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { choose } from "#shared/rules/language/choose.ts";
import {
  absent,
  ageAtLeast,
  atLeast,
  atMost,
  dateAfter,
  dateBefore,
  dateOnOrAfter,
  dateOnOrBefore,
  days,
  firstOfMonth,
  holds,
  is,
  isOneOf,
  judgedDay,
  lasted,
  lessThan,
  months,
  moreThan,
} from "#shared/rules/language/compare.ts";
import type { Condition } from "#shared/rules/language/condition.ts";
import { decemberOf, fact } from "#shared/rules/language/fact-reference.ts";
import { all, any, cases, not, ratioAtMost, worded } from "#shared/rules/language/logic.ts";
import { constant, shareOf, sum, times } from "#shared/rules/language/number.ts";
import { percent } from "#shared/rules/language/share.ts";
import { negation, type Verdict } from "#shared/rules/verdict.ts";
import { askBoth, onFirstOfJuly } from "#shared/testing/ask-closures.ts";
import { target } from "#shared/testing/sample-parameters.ts";
import type { FlatFacts } from "./flat-facts.ts";

type Row = readonly [condition: Condition, facts: FlatFacts, complete: string, expected: Verdict];

/** The condition and its opposite, by closure and by judge. */
const bothOn = (condition: Condition, facts: FlatFacts, complete: string) => {
  const setting = onFirstOfJuly(...complete.split(" "));
  return [askBoth(condition, { facts }, setting), askBoth(not(condition), { facts }, setting)];
};
const bothSay = (verdict: Verdict) => {
  const opposite = negation(verdict);
  return [
    { closure: verdict, judge: verdict },
    { closure: opposite, judge: opposite },
  ];
};

function expectBoth(condition: Condition, facts: FlatFacts, complete: string, expected: Verdict) {
  expect(bothOn(condition, facts, complete)).toEqual(bothSay(expected));
}

const isVeteran = holds("veteran");
const city = is("specialisedNew", "city");
const notListed = is("specialisedNew", "none");
const oneOfTwo = isOneOf("specialisedNew", ["none", "national"]);
const smallOnes = isOneOf("sizeClass", ["micro", "small"]);

describe("a value", () => {
  it.each<Row>([
    [isVeteran, { veteran: true }, "", "met"],
    [isVeteran, { veteran: false }, "", "unmet"],
    [isVeteran, { veteran: null }, "veteran", "unknown"],
    [isVeteran, {}, "", "unknown"],
    [isVeteran, {}, "veteran", "unmet"],
    [holds("oneChildCertificate"), {}, "oneChildCertificate", "unknown"],
    [is("veteran", false), {}, "veteran", "met"],
    [is("veteran", true), {}, "veteran", "unmet"],
    [is("veteran", false), {}, "", "unknown"],
    [city, { specialisedNew: "city" }, "", "met"],
    [city, { specialisedNew: "national" }, "", "unmet"],
    [city, { specialisedNew: null }, "specialisedNew", "unknown"],
    [city, {}, "", "unknown"],
    [city, {}, "specialisedNew", "unmet"],
    [notListed, {}, "specialisedNew", "met"],
    [notListed, { specialisedNew: "city" }, "specialisedNew", "unmet"],
    [oneOfTwo, { specialisedNew: "national" }, "", "met"],
    [oneOfTwo, { specialisedNew: "city" }, "", "unmet"],
    [oneOfTwo, { specialisedNew: null }, "specialisedNew", "unknown"],
    [oneOfTwo, {}, "specialisedNew", "met"],
    [oneOfTwo, {}, "", "unknown"],
    [smallOnes, {}, "sizeClass", "unknown"],
    [is("industry", "3011"), { industry: "3011" }, "", "met"],
    [is("industry", "3011"), {}, "industry", "unknown"],
  ])("%j of %j with %j complete: %s", expectBoth);
});

describe("an absence", () => {
  it.each<Row>([
    [absent("disabilityGrade"), {}, "disabilityGrade", "met"],
    [absent("disabilityGrade"), {}, "", "unknown"],
    [absent("disabilityGrade"), { disabilityGrade: 1 }, "disabilityGrade", "unmet"],
    [absent("disabilityGrade"), { disabilityGrade: null }, "disabilityGrade", "unknown"],
    [absent("deathDate"), {}, "deathDate", "met"],
    [absent("deathDate"), { deathDate: "2024-01-01" }, "", "unmet"],
    [{ kind: "absent", fact: fact("specialisedNew") }, {}, "specialisedNew", "unmet"],
    [{ kind: "absent", fact: fact("specialisedNew") }, {}, "", "unknown"],
  ])("%j of %j with %j complete: %s", expectBoth);
});

const grade = fact("disabilityGrade");
const category = fact("disabilityCategory");

describe("a comparison of numbers", () => {
  it.each<Row>([
    [atLeast(grade, 3), { disabilityGrade: 2 }, "", "unmet"],
    [atLeast(grade, 3), { disabilityGrade: 3 }, "", "met"],
    [atMost(grade, 3), { disabilityGrade: 3 }, "", "met"],
    [atMost(grade, 3), { disabilityGrade: 4 }, "", "unmet"],
    [moreThan(grade, 3), { disabilityGrade: 3 }, "", "unmet"],
    [moreThan(grade, 3), { disabilityGrade: 4 }, "", "met"],
    [lessThan(grade, 3), { disabilityGrade: 3 }, "", "unmet"],
    [lessThan(grade, 3), { disabilityGrade: 2 }, "", "met"],
    [atMost(grade, 9), {}, "disabilityGrade", "unmet"],
    [atMost(grade, 9), {}, "", "unknown"],
    [atMost(grade, 9), { disabilityGrade: null }, "disabilityGrade", "unknown"],
    [atMost(grade, category), { disabilityGrade: 1 }, "", "unknown"],
    [atMost(grade, category), { disabilityGrade: 1 }, "disabilityCategory", "unmet"],
    [atMost(grade, category), {}, "disabilityCategory", "unmet"],
    [atMost(grade, category), {}, "disabilityGrade", "unmet"],
  ])("%j of %j with %j complete: %s", expectBoth);

  const headcount = fact("insuredHeadcount", decemberOf(-1));
  const huge = times(headcount, headcount);
  const more = sum(huge, constant(1));
  const most = { "insuredHeadcount@2023-12": Number.MAX_SAFE_INTEGER };

  it.each<Row>([
    [moreThan(huge, more), most, "", "unmet"],
    [lessThan(huge, more), most, "", "met"],
    [atLeast(huge, 1), most, "", "met"],
    [atLeast(constant(1), huge), most, "", "unmet"],
    [atMost(headcount, Number.MAX_SAFE_INTEGER), most, "", "met"],
    [moreThan(headcount, Number.MAX_SAFE_INTEGER), most, "", "unmet"],
    [atLeast(huge, headcount), {}, "", "unknown"],
  ])("too large for a fast number is exact: %j of %j%j: %s", expectBoth);
});

describe("a day", () => {
  const [day, later, earlier] = ["2024-07-01", "2024-07-02", "2024-06-30"];
  const bounds = [judgedDay, { kind: "day", day: civilDate("2024-07-01") } as const];

  it.each(
    bounds.flatMap((bound): Row[] => [
      [dateOnOrBefore("deathDate", bound), { deathDate: day }, "", "met"],
      [dateOnOrBefore("deathDate", bound), { deathDate: later }, "", "unmet"],
      [dateOnOrAfter("deathDate", bound), { deathDate: day }, "", "met"],
      [dateOnOrAfter("deathDate", bound), { deathDate: earlier }, "", "unmet"],
      [dateBefore("deathDate", bound), { deathDate: earlier }, "", "met"],
      [dateBefore("deathDate", bound), { deathDate: day }, "", "unmet"],
      [dateAfter("deathDate", bound), { deathDate: later }, "", "met"],
      [dateAfter("deathDate", bound), { deathDate: day }, "", "unmet"],
      [dateAfter("deathDate", bound), { deathDate: null }, "deathDate", "unknown"],
      [dateAfter("deathDate", bound), {}, "deathDate", "unmet"],
      [dateAfter("deathDate", bound), {}, "", "unknown"],
    ]),
  )("%j of %j with %j complete: %s", expectBoth);

  const first = dateOnOrAfter("establishedOn", firstOfMonth(1, -1));
  const retiredFirst = dateBefore("retiredOn", { dayOf: "deathDate" });
  const diedFirst = dateBefore("deathDate", { dayOf: "retiredOn" });

  it.each<Row>([
    [first, { establishedOn: "2023-01-01" }, "", "met"],
    [first, { establishedOn: "2022-12-31" }, "", "unmet"],
    [retiredFirst, { retiredOn: day, deathDate: later }, "", "met"],
    [retiredFirst, { retiredOn: day, deathDate: day }, "", "unmet"],
    [retiredFirst, { retiredOn: day }, "deathDate", "unmet"],
    [retiredFirst, { retiredOn: day }, "", "unknown"],
    [retiredFirst, { retiredOn: day, deathDate: null }, "deathDate", "unknown"],
    [retiredFirst, {}, "deathDate", "unmet"],
    [retiredFirst, { retiredOn: null }, "deathDate", "unmet"],
    [retiredFirst, { deathDate: day }, "deathDate retiredOn", "unknown"],
    [diedFirst, { retiredOn: day }, "deathDate", "unmet"],
    [diedFirst, {}, "deathDate", "unmet"],
    [diedFirst, {}, "", "unknown"],
    [diedFirst, { deathDate: earlier }, "deathDate", "unknown"],
    [diedFirst, { deathDate: earlier, retiredOn: null }, "", "unknown"],
  ])("%j of %j with %j complete: %s", expectBoth);
});

describe("a duration", () => {
  const atStart = lasted("retiredOn", months(6), firstOfMonth(1, 0));

  it.each<Row>([
    [ageAtLeast(65), { birthDate: "1959-07-01" }, "", "met"],
    [ageAtLeast(65), { birthDate: "1959-07-02" }, "", "unmet"],
    [ageAtLeast(65), { birthDate: null }, "", "unknown"],
    [ageAtLeast(65), {}, "birthDate", "unknown"],
    [lasted("deathDate", days(30)), { deathDate: "2024-06-01" }, "", "met"],
    [lasted("deathDate", days(30)), { deathDate: "2024-06-02" }, "", "unmet"],
    [lasted("deathDate", days(30)), {}, "deathDate", "unmet"],
    [lasted("deathDate", days(30)), { deathDate: null }, "deathDate", "unknown"],
    [atStart, { retiredOn: "2023-07-01" }, "", "met"],
    [atStart, { retiredOn: "2023-07-02" }, "", "unmet"],
  ])("%j of %j with %j complete: %s", expectBoth);
});

describe("a ratio", () => {
  const headcount = fact("insuredHeadcount", decemberOf(-1));
  const of = (divisor: number) =>
    ratioAtMost({
      name: "比例",
      dividend: headcount,
      divisor: constant(divisor),
      limit: percent("5.5"),
    });
  const toGrade = ratioAtMost({
    name: "比例",
    dividend: category,
    divisor: grade,
    limit: percent("100"),
  });
  const chosen = ratioAtMost({
    name: "比例",
    dividend: headcount,
    divisor: constant(100),
    limit: choose({ when: is("sizeClass", "large"), use: percent("10"), otherwise: percent("20") }),
  });
  const ofTarget = ratioAtMost({
    name: "比例",
    dividend: constant(1),
    divisor: constant(100),
    limit: shareOf(target),
  });
  const huge = Number.MAX_SAFE_INTEGER;
  // As fast numbers the products at its edge are the same.
  const whole = ratioAtMost({
    name: "比例",
    dividend: headcount,
    divisor: constant(huge - 1),
    limit: { kind: "share", numerator: 10_000, denominator: 10_000 },
  });

  it.each<Row>([
    [whole, { "insuredHeadcount@2023-12": huge }, "", "unmet"],
    [whole, { "insuredHeadcount@2023-12": huge - 1 }, "", "met"],
    [of(200), { "insuredHeadcount@2023-12": 11 }, "", "met"],
    [of(200), { "insuredHeadcount@2023-12": 12 }, "", "unmet"],
    [of(2000), { "insuredHeadcount@2023-12": 1000 }, "", "unmet"],
    [of(0), { "insuredHeadcount@2023-12": 0 }, "", "unmet"],
    [of(-1), { "insuredHeadcount@2023-12": 0 }, "", "unmet"],
    [of(200), {}, "", "unknown"],
    [of(huge), { "insuredHeadcount@2023-12": 495_395_959_010_754 }, "", "met"],
    [of(huge), { "insuredHeadcount@2023-12": 495_395_959_010_755 }, "", "unmet"],
    [toGrade, { disabilityCategory: 2, disabilityGrade: 2 }, "", "met"],
    [toGrade, { disabilityCategory: 3, disabilityGrade: 2 }, "", "unmet"],
    [toGrade, {}, "disabilityCategory", "unmet"],
    [toGrade, {}, "disabilityGrade", "unmet"],
    [toGrade, { disabilityGrade: 1 }, "", "unknown"],
    [toGrade, { disabilityCategory: 1 }, "", "unknown"],
    [chosen, { "insuredHeadcount@2023-12": 11, sizeClass: "large" }, "", "unmet"],
    [chosen, { "insuredHeadcount@2023-12": 11, sizeClass: "small" }, "", "met"],
    [chosen, { "insuredHeadcount@2023-12": 21, sizeClass: "small" }, "", "unmet"],
    [chosen, { "insuredHeadcount@2023-12": 10 }, "", "unknown"],
    [ofTarget, {}, "", "unknown"],
  ])("%j of %j with %j complete: %s", expectBoth);
});

describe("several conditions", () => {
  const [a, b, c] = [holds("veteran"), holds("martyrFamily"), holds("minimumLivingAllowance")];
  const values = [true, false, null];
  const wholes: readonly [string, Condition][] = [
    ["all", all(a, b, c)],
    ["any", any(a, b, c)],
    ["not any", not(any(a, b))],
    ["not", not(a)],
    ["worded", worded({ clause: "" }, a)],
    ["two of them", atLeast(2, a, b, c)],
    ["cases", cases({ when: a, demand: b }, { when: c, demand: a })],
    ["cases that decide each other", cases({ when: a, demand: b }, { when: b, demand: c })],
    ["one case", cases({ when: a, demand: b })],
  ];

  it.each(wholes)("%s, whatever is known of each, as the judge says", (_, condition) => {
    for (const veteran of values)
      for (const martyrFamily of values)
        for (const minimumLivingAllowance of values) {
          const facts = { veteran, martyrFamily, minimumLivingAllowance };
          const { closure, judge } = askBoth(condition, { facts });
          expect({ facts, verdict: closure }).toEqual({ facts, verdict: judge });
        }
  });
});
