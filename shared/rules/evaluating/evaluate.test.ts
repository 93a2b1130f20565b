import { describe, expect, expectTypeOf, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import {
  absent,
  ageAtLeast,
  atLeast,
  atMost,
  dateOnOrAfter,
  dateOnOrBefore,
  firstOfMonth,
  holds,
  is,
  isOneOf,
  judgedDay,
  present,
} from "#shared/rules/language/compare.ts";
import type { Condition } from "#shared/rules/language/condition.ts";
import { evaluate } from "./evaluate.ts";
import { readExample, type ExampleFacts } from "#shared/rules/example.ts";
import { decemberOf, fact, lastYear } from "#shared/rules/language/fact-reference.ts";
import { startJudging } from "./judging.ts";
import { all, any, not, ratioAtMost, worded } from "#shared/rules/language/logic.ts";
import { choose, constant, difference, sum } from "#shared/rules/language/number.ts";
import { percent, tiered } from "#shared/rules/language/share.ts";

function judgeFacts(condition: Condition, facts: ExampleFacts, on = "2024-07-01") {
  const judging = startJudging(readExample(facts), civilDate(on));
  const { verdict, missing } = evaluate(condition, judging);
  return { verdict, missing, nextChangeOn: judging.nextChangeOn() };
}

const verdict = (condition: Condition, facts: ExampleFacts, on?: string) =>
  judgeFacts(condition, facts, on).verdict;

describe("a boolean fact", () => {
  const onAllowance = holds("minimumLivingAllowance");

  it.each<[ExampleFacts, string]>([
    [{ minimumLivingAllowance: true }, "met"],
    [{ minimumLivingAllowance: false }, "unmet"],
    [{}, "unmet"],
    [{ minimumLivingAllowance: "missing" }, "unknown"],
    [{ minimumLivingAllowance: "conflict" }, "unknown"],
  ])("%j holds: %s", (facts, expected) => {
    expect(verdict(onAllowance, facts)).toBe(expected);
  });

  it("that nobody reported is unknown where absence says nothing", () => {
    expect(verdict(holds("oneChildCertificate"), {})).toBe("unknown");
  });

  it("that is absent is false", () => {
    expect(verdict(is("minimumLivingAllowance", false), {})).toBe("met");
  });
});

describe("a listed value", () => {
  it("is one of several", () => {
    const sme = isOneOf("sizeClass", ["micro", "small", "medium"]);
    expect(verdict(sme, { sizeClass: "micro" })).toBe("met");
    expect(verdict(sme, { sizeClass: "large" })).toBe("unmet");
    expect(verdict(sme, {})).toBe("unknown");
  });

  it("“none” is what a complete register says of those it does not list", () => {
    expect(verdict(is("specialisedNew", "none"), {})).toBe("met");
    expect(verdict(is("specialisedNew", "city"), {})).toBe("unmet");
    expect(verdict(is("specialisedNew", "none"), { specialisedNew: "missing" })).toBe("unknown");
  });
});

describe("a register", () => {
  it.each<[ExampleFacts, string, string]>([
    [{}, "met", "unmet"],
    [{ disabilityGrade: 4 }, "unmet", "met"],
    [{ disabilityGrade: "missing" }, "unknown", "unknown"],
  ])("%j is absent: %s, present: %s", (facts, whenAbsent, whenPresent) => {
    expect(verdict(absent("disabilityGrade"), facts)).toBe(whenAbsent);
    expect(verdict(present("disabilityGrade"), facts)).toBe(whenPresent);
  });
});

describe("numbers", () => {
  it.each([
    [2, "unmet"],
    [3, "met"],
    [4, "met"],
  ])("grade %i is at least 3: %s", (disabilityGrade, expected) => {
    expect(verdict(atLeast(fact("disabilityGrade"), 3), { disabilityGrade })).toBe(expected);
  });

  it.each([
    [2, "met"],
    [3, "unmet"],
  ])("grade %i is at most 2: %s", (disabilityGrade, expected) => {
    expect(verdict(atMost(fact("disabilityGrade"), 2), { disabilityGrade })).toBe(expected);
  });

  it("that do not exist meet no comparison, from either side", () => {
    expect(verdict(atLeast(fact("disabilityGrade"), 0), {})).toBe("unmet");
    expect(verdict(atMost(fact("disabilityGrade"), 9), {})).toBe("unmet");
    expect(verdict(atLeast(sum(fact("disabilityGrade"), constant(9)), 0), {})).toBe("unmet");
  });

  it("are added and subtracted", () => {
    const total = difference(sum(fact("disabilityGrade"), constant(10)), constant(3));
    expect(verdict(atLeast(total, 9), { disabilityGrade: 2 })).toBe("met");
    expect(verdict(atLeast(total, 10), { disabilityGrade: 2 })).toBe("unmet");
  });

  it("name every fact that keeps them unknown", () => {
    const total = sum(
      fact("insuredHeadcount", decemberOf(-1)),
      fact("naturalAttrition", lastYear),
      fact("insuredHeadcount", decemberOf(-2)),
    );
    expect(judgeFacts(atLeast(total, 1), { "insuredHeadcount@2023-12": 5 })).toMatchObject({
      verdict: "unknown",
      missing: ["naturalAttrition@2023", "insuredHeadcount@2022-12"],
    });
  });

  it("by a condition are unknown while the condition is, and ask for it first", () => {
    const headcount = choose({
      when: is("sizeClass", "large"),
      use: fact("insuredHeadcount", decemberOf(-1)),
      otherwise: fact("insuredHeadcount", decemberOf(-2)),
    });
    const isInsured = atLeast(headcount, 1);
    expect(judgeFacts(isInsured, {}).missing).toEqual(["sizeClass"]);
    expect(verdict(isInsured, { sizeClass: "large", "insuredHeadcount@2023-12": 1 })).toBe("met");
    expect(verdict(isInsured, { sizeClass: "small", "insuredHeadcount@2022-12": 0 })).toBe("unmet");
    expect(judgeFacts(isInsured, { sizeClass: "small" }).missing).toEqual([
      "insuredHeadcount@2022-12",
    ]);
  });
});

describe("an age", () => {
  it.each([
    ["2026-02-28", "unmet"],
    ["2026-03-01", "met"],
  ])("of someone born on 1961-03-01 is 65 on %s: %s", (on, expected) => {
    expect(verdict(ageAtLeast(65), { birthDate: "1961-03-01" }, on)).toBe(expected);
  });

  it("is reached on 28 February of a common year by those born on the 29th", () => {
    const facts = { birthDate: "1960-02-29" };
    expect(judgeFacts(ageAtLeast(65), facts, "2025-02-27")).toMatchObject({
      verdict: "unmet",
      nextChangeOn: "2025-02-28",
    });
    expect(judgeFacts(ageAtLeast(65), facts, "2025-02-28")).toMatchObject({
      verdict: "met",
      nextChangeOn: undefined,
    });
  });
});

describe("the day of an event", () => {
  it.each([
    ["2024-06-30", "unmet", "2024-07-01"],
    ["2024-07-01", "met", undefined],
    ["2024-07-02", "met", undefined],
  ])("2024-07-01 is on or before %s: %s", (on, expected, nextChangeOn) => {
    const isDead = dateOnOrBefore("deathDate", judgedDay);
    expect(judgeFacts(isDead, { deathDate: "2024-07-01" }, on)).toMatchObject({
      verdict: expected,
      nextChangeOn,
    });
  });

  it.each([
    ["2024-06-30", "met", "2024-07-02"],
    ["2024-07-01", "met", "2024-07-02"],
    ["2024-07-02", "unmet", undefined],
  ])("2024-07-01 is on or after %s: %s", (on, expected, nextChangeOn) => {
    const isAhead = dateOnOrAfter("deathDate", judgedDay);
    expect(judgeFacts(isAhead, { deathDate: "2024-07-01" }, on)).toMatchObject({
      verdict: expected,
      nextChangeOn,
    });
  });

  it("is compared with the first day of a month of last year, until New Year", () => {
    const isYoung = dateOnOrAfter("establishedOn", firstOfMonth(1, -1));
    expect(judgeFacts(isYoung, { establishedOn: "2022-12-31" })).toMatchObject({
      verdict: "unmet",
      nextChangeOn: "2025-01-01",
    });
    expect(verdict(isYoung, { establishedOn: "2023-01-01" })).toBe("met");
    expect(firstOfMonth(13, -1)).toEqual(firstOfMonth(1, 0));
  });

  it("that never came is neither before nor after", () => {
    expect(verdict(dateOnOrBefore("deathDate", judgedDay), {})).toBe("unmet");
    expect(verdict(dateOnOrAfter("deathDate", judgedDay), {})).toBe("unmet");
  });

  it("may be compared with a fixed day", () => {
    const isOld = dateOnOrBefore("establishedOn", { kind: "day", day: civilDate("2021-12-31") });
    expect(judgeFacts(isOld, { establishedOn: "2021-12-31" })).toEqual({
      verdict: "met",
      missing: [],
      nextChangeOn: undefined,
    });
    expect(verdict(isOld, { establishedOn: "2022-01-01" })).toBe("unmet");
  });
});

describe("a ratio", () => {
  const share = (limit: string) =>
    ratioAtMost({
      name: "裁员率",
      dividend: difference(
        fact("insuredHeadcount", decemberOf(-2)),
        fact("insuredHeadcount", decemberOf(-1)),
      ),
      divisor: fact("insuredHeadcount", decemberOf(-2)),
      limit: percent(limit),
    });
  const headcounts = (before: number, after: number) => ({
    "insuredHeadcount@2022-12": before,
    "insuredHeadcount@2023-12": after,
  });

  it.each([
    [200, 189, "met"],
    [200, 188, "unmet"],
    [1000, 945, "met"],
    [1000, 944, "unmet"],
    [9_007_199_254_740_000, 8_511_803_295_729_300, "met"],
    [9_007_199_254_740_000, 8_511_803_295_729_299, "unmet"],
    [10, 20, "met"],
    [1, 0, "unmet"],
  ])("of %i with %i left is at most 5.5%%: %s", (before, after, expected) => {
    expect(verdict(share("5.5"), headcounts(before, after))).toBe(expected);
  });

  it("over nothing meets no limit", () => {
    expect(verdict(share("100"), headcounts(0, 0))).toBe("unmet");
  });

  it("has two tiers by another fact", () => {
    const twoTiers = (facts: ExampleFacts) =>
      verdict(
        ratioAtMost({
          name: "比例",
          dividend: fact("insuredHeadcount", decemberOf(-1)),
          divisor: constant(100),
          limit: tiered({
            when: is("sizeClass", "large"),
            use: percent("10"),
            otherwise: percent("20"),
          }),
        }),
        facts,
      );
    expect(twoTiers({ sizeClass: "large", "insuredHeadcount@2023-12": 10 })).toBe("met");
    expect(twoTiers({ sizeClass: "large", "insuredHeadcount@2023-12": 11 })).toBe("unmet");
    expect(twoTiers({ sizeClass: "small", "insuredHeadcount@2023-12": 20 })).toBe("met");
    expect(twoTiers({ sizeClass: "small", "insuredHeadcount@2023-12": 21 })).toBe("unmet");
    expect(twoTiers({ "insuredHeadcount@2023-12": 10 })).toBe("unknown");
  });
});

describe("what is missing", () => {
  const either = any(holds("minimumLivingAllowance"), holds("severelyDisabledJobless"));
  const missingBoth = {
    minimumLivingAllowance: "missing",
    severelyDisabledJobless: "missing",
  } as const;

  it("under any is listed until one part is met", () => {
    expect(judgeFacts(either, missingBoth).missing).toEqual(Object.keys(missingBoth));
    expect(judgeFacts(either, { ...missingBoth, minimumLivingAllowance: true })).toMatchObject({
      verdict: "met",
      missing: [],
    });
    expect(judgeFacts(either, { ...missingBoth, minimumLivingAllowance: false }).missing).toEqual([
      "severelyDisabledJobless",
    ]);
  });

  it("under all is listed until one part is unmet", () => {
    const both = all(holds("minimumLivingAllowance"), holds("severelyDisabledJobless"));
    expect(judgeFacts(both, missingBoth).missing).toEqual(Object.keys(missingBoth));
    expect(judgeFacts(both, { ...missingBoth, minimumLivingAllowance: false })).toMatchObject({
      verdict: "unmet",
      missing: [],
    });
  });

  it("under a settled part within an open one is not listed", () => {
    const rule = all(ageAtLeast(65), either, not(either));
    expect(
      judgeFacts(rule, { ...missingBoth, severelyDisabledJobless: true, birthDate: "missing" }),
    ).toMatchObject({ verdict: "unmet", missing: [] });
    expect(
      judgeFacts(any(all(holds("veteran"), either), ageAtLeast(65)), missingBoth).missing,
    ).toEqual(["birthDate"]);
  });
});

it("a reading of another type than its fact's is a bug, and its value is not in the message", () => {
  const read = startJudging(
    () => ({
      state: "known",
      value: "三级",
      reportedBy: "health",
      observedAt: "2024-01-01T00:00:00Z",
    }),
    civilDate("2024-07-01"),
  );
  for (const condition of [
    atLeast(fact("disabilityGrade"), 1),
    holds("veteran"),
    ageAtLeast(65),
  ] satisfies Condition[]) {
    expect(() => evaluate(condition, read)).toThrow(TypeError);
    expect(() => evaluate(condition, read)).not.toThrow(/三级/);
  }
});

it("the types refuse nonsense", () => {
  // @ts-expect-error a person's fact and an organisation's in one rule
  all(holds("veteran"), holds("seriousDishonesty"));
  // @ts-expect-error no such fact
  holds("isNice");
  // @ts-expect-error a day is no boolean
  holds("birthDate");
  // @ts-expect-error a day is no number
  atLeast(fact("birthDate"), 65);
  // @ts-expect-error no such size
  is("sizeClass", "huge");
  // @ts-expect-error a boolean is no day
  dateOnOrBefore("veteran", judgedDay);
  // @ts-expect-error a headcount is of a month
  fact("insuredHeadcount");
  // @ts-expect-error a headcount is of a month, not of a year
  fact("insuredHeadcount", lastYear);
  // @ts-expect-error a birth has no period
  fact("birthDate", lastYear);
  // @ts-expect-error nobody is certainly without a birth
  absent("birthDate");
  expectTypeOf(holds("veteran")).toExtend<Condition<"person">>();
  expectTypeOf(holds("seriousDishonesty")).not.toExtend<Condition<"person">>();
  const words = { clause: "未被列入严重失信主体名单" };
  expectTypeOf(worded(words, holds("seriousDishonesty"))).not.toExtend<Condition<"person">>();
});
