import { describe, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import type { ExampleFacts } from "#shared/rules/example.ts";
import { benefit } from "#shared/rules/language/amount.ts";
import {
  ageAtLeast,
  atLeast,
  atMost,
  holds,
  is,
  judgedDay,
  dateOnOrBefore,
} from "#shared/rules/language/compare.ts";
import { choose } from "#shared/rules/language/choose.ts";
import type { Condition } from "#shared/rules/language/condition.ts";
import { decemberOf, fact } from "#shared/rules/language/fact-reference.ts";
import { ratioAtMost } from "#shared/rules/language/logic.ts";
import { count, difference, sum } from "#shared/rules/language/number.ts";
import { some } from "#shared/rules/language/relation.ts";
import { percent } from "#shared/rules/language/share.ts";
import { crossingsNear, turningsOf } from "./crossing.ts";
import { exampleFactsOf, subjectOfExample, withFact } from "./subject.ts";
import { thresholdsOf } from "./thresholds.ts";

const on = civilDate("2026-03-01");

function thresholdIn(eligible: Condition, place = 0) {
  const threshold = thresholdsOf({ eligible, amount: benefit("免费") }, on)[place];
  if (threshold === undefined) throw new Error("no such threshold");
  return threshold;
}

/** The crossings next to a subject: from whom, on which side, to whom. */
const near = (eligible: Condition, facts: ExampleFacts, place = 0) =>
  crossingsNear(thresholdIn(eligible, place), subjectOfExample(facts), on).map(
    ({ from, fromSide, other }) => [exampleFactsOf(from), fromSide, exampleFactsOf(other(from))],
  );

describe("a crossing", () => {
  const born = (birthDate: string) => ({ birthDate });

  it.each([
    ["1961-03-01", "1961-03-01", "on", "1961-03-02"],
    ["1961-03-02", "1961-03-02", "beyond", "1961-03-01"],
    ["1961-03-03", "1961-03-02", "beyond", "1961-03-01"],
    ["1990-01-01", "1961-03-02", "beyond", "1961-03-01"],
    ["1900-01-01", "1961-03-01", "on", "1961-03-02"],
  ])("from a birthday on %s begins at %s, %s, and leads to %s", (birthday, from, side, to) => {
    expect(near(ageAtLeast(65), born(birthday))).toEqual([[born(from), side, born(to)]]);
  });

  it.each([
    [1, 2, "beyond", 3],
    [2, 2, "beyond", 3],
    [3, 3, "on", 2],
    [4, 3, "on", 2],
  ] as const)("from grade %d begins at %d, %s, and leads to %d", (grade, from, side, to) => {
    expect(near(atLeast(fact("disabilityGrade"), 3), { disabilityGrade: grade })).toEqual([
      [{ disabilityGrade: from }, side, { disabilityGrade: to }],
    ]);
  });

  it("there are two of, where a step to either side leads over", () => {
    const ratio = ratioAtMost({
      name: "率",
      dividend: difference(fact("disabilityGrade"), fact("disabilityCategory")),
      divisor: difference(fact("disabilityCategory"), fact("disabilityGrade")),
      limit: percent("1"),
    });
    // Grade 2 and category 2 have no ratio, nor has a lower category; only a higher one has.
    expect(near(ratio, { disabilityGrade: 2, disabilityCategory: 2 })).toEqual([
      [
        { disabilityGrade: 2, disabilityCategory: 2 },
        "beyond",
        { disabilityGrade: 1, disabilityCategory: 2 },
      ],
      [
        { disabilityGrade: 2, disabilityCategory: 2 },
        "beyond",
        { disabilityGrade: 2, disabilityCategory: 3 },
      ],
    ]);
  });

  it("is none where the value is not there, or no day or number", () => {
    expect(near(ageAtLeast(65), {})).toEqual([]);
    expect(near(ageAtLeast(65), { birthDate: "missing" })).toEqual([]);
    expect(near(dateOnOrBefore("deathDate", judgedDay), {})).toEqual([]);
  });

  it("leads to no value that a steward could not report", () => {
    const months = atLeast(sum(fact("disabilityGrade"), fact("contractMonths")), 3);
    const facts = { disabilityGrade: 1, contractMonths: 2 };
    expect(near(months, facts)).toEqual([[facts, "on", { disabilityGrade: 1, contractMonths: 1 }]]);
  });

  it("is none where the other side is not known", () => {
    const unsaid = atLeast(sum(fact("disabilityGrade"), fact("contractMonths")), 3);
    expect(near(unsaid, { disabilityGrade: 2 })).toEqual([]);
  });

  it("is by what a ratio names once rather than by what stands on both of its sides", () => {
    const [before, after] = [
      fact("insuredHeadcount", decemberOf(-2)),
      fact("insuredHeadcount", decemberOf(-1)),
    ];
    const ratio = ratioAtMost({
      name: "裁员率",
      dividend: difference(before, after),
      divisor: before,
      limit: percent("10"),
    });
    const facts = { "insuredHeadcount@2024-12": 100, "insuredHeadcount@2025-12": 90 };
    expect(near(ratio, facts)).toEqual([
      [facts, "on", { ...facts, "insuredHeadcount@2025-12": 89 }],
      [facts, "on", { ...facts, "insuredHeadcount@2024-12": 101 }],
    ]);
  });

  it("is none where the threshold does not touch the subject", () => {
    const heads = fact("insuredHeadcount", decemberOf(-1));
    const ratio = ratioAtMost({
      name: "率",
      dividend: heads,
      divisor: fact("insuredHeadcount", decemberOf(-2)),
      limit: choose({
        when: is("sizeClass", "large"),
        use: percent("5"),
        otherwise: percent("10"),
      }),
    });
    const facts = { "insuredHeadcount@2025-12": 5, "insuredHeadcount@2024-12": 100 };
    expect(near(ratio, { ...facts, sizeClass: "small" })).toEqual([]);
    expect(near(ratio, { ...facts, sizeClass: "large" })).toHaveLength(2);
  });

  it("is none where the step itself leads to where another limit applies", () => {
    const [before, after] = [
      fact("insuredHeadcount", decemberOf(-2)),
      fact("insuredHeadcount", decemberOf(-1)),
    ];
    const ratio = ratioAtMost({
      name: "率",
      dividend: after,
      divisor: before,
      limit: choose({ when: atMost(before, 30), use: percent("20"), otherwise: percent("5") }),
    });
    const firm = (then: number, now: number) => ({
      "insuredHeadcount@2024-12": then,
      "insuredHeadcount@2025-12": now,
    });
    const twentyPercent = thresholdsOf({ eligible: ratio, amount: benefit("免费") }, on).findIndex(
      ({ text }) => text === "率不超过20%",
    );
    expect(near(ratio, firm(31, 3), twentyPercent)).toEqual([]);
    expect(near(ratio, firm(30, 6), twentyPercent)).toEqual([
      [firm(30, 6), "on", firm(30, 7)],
      [firm(30, 6), "on", firm(29, 6)],
    ]);
    expect(near(ratio, firm(30, 7), twentyPercent)).toEqual([[firm(30, 7), "beyond", firm(30, 6)]]);
  });

  it("takes along what is said of the subject later", () => {
    const [crossing] = crossingsNear(
      thresholdIn(ageAtLeast(65)),
      subjectOfExample(born("1961-03-01")),
      on,
    );
    const later = withFact(subjectOfExample(born("1961-03-01")), { key: "sex" }, "male");
    expect(crossing && exampleFactsOf(crossing.other(later))).toEqual({
      ...born("1961-03-02"),
      sex: "male",
    });
  });
});

describe("a crossing of a relative", () => {
  it("is one for each, and changes none of the others", () => {
    const child = (birthDate: string) => ({ birthDate });
    const [one, other] = [child("2010-03-01"), child("2012-01-01")];
    expect(near(some("child", ageAtLeast(16)), { child: [one, other] })).toEqual([
      [{ child: [one, other] }, "on", { child: [child("2010-03-02"), other] }],
      [{ child: [one, child("2010-03-02")] }, "beyond", { child: [one, child("2010-03-01")] }],
    ]);
    expect(near(some("child", ageAtLeast(16)), { child: [] })).toEqual([]);
  });

  it("by number is one more like the last, or one of them less", () => {
    const two = atLeast(count("employee", holds("veteran")), 2);
    const [yes, no] = [{ veteran: true }, { veteran: false }];
    expect(near(two, { employee: [yes] })).toEqual([
      [{ employee: [yes] }, "beyond", { employee: [yes, yes] }],
    ]);
    expect(near(two, { employee: [yes, no] })).toEqual([]);
    expect(near(two, { employee: [yes, no, yes] })).toEqual([
      [{ employee: [yes, no, yes] }, "on", { employee: [no, yes] }],
      [{ employee: [yes, no, yes] }, "on", { employee: [yes, no] }],
    ]);
    const few = atMost(count("employee", holds("veteran")), 1);
    expect(near(few, { employee: [no, yes] })).toEqual([
      [{ employee: [no, yes] }, "on", { employee: [no, yes, yes] }],
    ]);
  });

  it("by number is somebody of whom nothing is said, where there is none yet", () => {
    const one = atLeast(count("employee", holds("minimumLivingAllowance")), 1);
    const [crossing] = crossingsNear(thresholdIn(one), subjectOfExample({ employee: [] }), on);
    expect(crossing).toBeUndefined();
  });

  it("by number is none where it is not known how many there are", () => {
    const two = atLeast(count("employee", holds("veteran")), 2);
    expect(near(two, { employee: "missing" })).toEqual([]);
  });
});

describe("the turns of an answer", () => {
  const key = "insuredHeadcount@2025-12";
  const turns = (
    candidates: readonly (number | string | boolean)[],
    answer: (value: number) => string,
  ) => turningsOf(key, candidates, answer, on);

  it("are both neighbours of each, between the candidates and the extremes", () => {
    expect(turns([200, 0, 1], (value) => String(value >= 30))).toEqual([29, 30]);
    expect(turns([200, 0, 1], (value) => String(value >= 30 && value < 1000))).toEqual([
      29, 30, 999, 1000,
    ]);
    expect(turns([], (value) => String(value >= 49_999_999))).toEqual([49_999_998, 49_999_999]);
    expect(turns([29, 30], (value) => String(value >= 30))).toEqual([29, 30]);
  });

  it("are none where the answer stays", () => {
    expect(turns([200, 200, 5], () => "met")).toEqual([]);
  });

  it("are sought among numbers alone", () => {
    const asked: unknown[] = [];
    turns(["(absent)", true, 5], (value) => (asked.push(value), "met"));
    expect(asked).toEqual([0, 5, 5, 50_000_000]);
    expect(turns(["(absent)", true, 5], (value) => String(value > 5))).toEqual([5, 6]);
  });

  it("take a candidate that stands twice as one", () => {
    const asked: number[] = [];
    turns([7, 7], (value) => (asked.push(value), "met"));
    expect(asked).toEqual([0, 7, 7, 50_000_000]);
  });
});
