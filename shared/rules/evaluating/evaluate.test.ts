import { describe, expect, expectTypeOf, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { readExample, type ExampleFacts } from "#shared/rules/example.ts";
import {
  absent,
  ageAtLeast,
  atLeast,
  dateOnOrBefore,
  holds,
  is,
  isOneOf,
  judgedDay,
  present,
} from "#shared/rules/language/compare.ts";
import type { Condition } from "#shared/rules/language/condition.ts";
import { fact, lastYear } from "#shared/rules/language/fact-reference.ts";
import { all, any, not, worded } from "#shared/rules/language/logic.ts";
import { count } from "#shared/rules/language/number.ts";
import { some } from "#shared/rules/language/relation.ts";
import { readingsOf } from "#shared/rules/reading.ts";
import { judgeFacts, verdictOn } from "#shared/testing/ask-judge.ts";
import { evaluate } from "./evaluate.ts";
import { startJudging } from "./judging.ts";

describe("a boolean fact", () => {
  const onAllowance = holds("minimumLivingAllowance");

  it.each<[ExampleFacts, string]>([
    [{ minimumLivingAllowance: true }, "met"],
    [{ minimumLivingAllowance: false }, "unmet"],
    [{}, "unmet"],
    [{ minimumLivingAllowance: "missing" }, "unknown"],
    [{ minimumLivingAllowance: "conflict" }, "unknown"],
  ])("%j holds: %s", (facts, expected) => {
    expect(verdictOn(onAllowance, facts)).toBe(expected);
  });

  it("that nobody reported is unknown where absence says nothing", () => {
    expect(verdictOn(holds("oneChildCertificate"), {})).toBe("unknown");
  });

  it("that is absent is false", () => {
    expect(verdictOn(is("minimumLivingAllowance", false), {})).toBe("met");
  });
});

describe("a listed value", () => {
  it("is one of several", () => {
    const sme = isOneOf("sizeClass", ["micro", "small", "medium"]);
    expect(verdictOn(sme, { sizeClass: "micro" })).toBe("met");
    expect(verdictOn(sme, { sizeClass: "large" })).toBe("unmet");
    expect(verdictOn(sme, {})).toBe("unknown");
  });

  it("“none” is what a complete register says of those it does not list", () => {
    expect(verdictOn(is("specialisedNew", "none"), {})).toBe("met");
    expect(verdictOn(is("specialisedNew", "city"), {})).toBe("unmet");
    expect(verdictOn(is("specialisedNew", "none"), { specialisedNew: "missing" })).toBe("unknown");
  });
});

describe("a register", () => {
  it.each<[ExampleFacts, string, string]>([
    [{}, "met", "unmet"],
    [{ disabilityGrade: 4 }, "unmet", "met"],
    [{ disabilityGrade: "missing" }, "unknown", "unknown"],
  ])("%j is absent: %s, present: %s", (facts, whenAbsent, whenPresent) => {
    expect(verdictOn(absent("disabilityGrade"), facts)).toBe(whenAbsent);
    expect(verdictOn(present("disabilityGrade"), facts)).toBe(whenPresent);
  });
});

describe("at least two of three", () => {
  const two = atLeast(
    2,
    holds("minimumLivingAllowance"),
    holds("severelyDisabledJobless"),
    holds("veteran"),
  );

  it.each<[readonly (boolean | "missing")[], string, readonly string[]]>([
    [[true, true, "missing"], "met", []],
    [[true, false, true], "met", []],
    [[true, true, true], "met", []],
    [[true, "missing", "missing"], "unknown", ["severelyDisabledJobless", "veteran"]],
    [[true, false, "missing"], "unknown", ["veteran"]],
    [
      ["missing", "missing", false],
      "unknown",
      ["minimumLivingAllowance", "severelyDisabledJobless"],
    ],
    [[false, "missing", false], "unmet", []],
    [[true, false, false], "unmet", []],
  ])("%j: %s", ([a = false, b = false, c = false], expected, missing) => {
    const facts = { minimumLivingAllowance: a, severelyDisabledJobless: b, veteran: c };
    expect(judgeFacts(two, facts)).toMatchObject({ verdict: expected, missing });
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
    readingsOf(() => ({
      state: "known",
      value: "三级",
      reportedBy: "health",
      observedAt: "2024-01-01T00:00:00Z",
    })),
    civilDate("2024-07-01"),
  );
  for (const [name, condition] of [
    ["disabilityGrade", atLeast(fact("disabilityGrade"), 1)],
    ["veteran", holds("veteran")],
    ["birthDate", ageAtLeast(65)],
  ] as const) {
    expect(() => evaluate(condition, read)).toThrow(
      new TypeError(`the reading of ${name} is not of the fact's type`),
    );
  }
});

it("half a person is no number of people", () => {
  const half = readingsOf(() => ({
    state: "known",
    value: 1.5,
    reportedBy: "human-resources",
    observedAt: "2024-01-01T00:00:00Z",
  }));
  expect(() =>
    evaluate(atLeast(fact("disabilityGrade"), 1), startJudging(half, civilDate("2024-07-01"))),
  ).toThrow(TypeError);
});

it("words change no verdict", () => {
  const judging = startJudging(readExample({ veteran: true }), civilDate("2024-07-01"));
  const [words, part] = [{ clause: "一" }, holds("veteran")] as const;
  expect(evaluate(worded(words, part), judging).verdict).toBe("met");
  expect(evaluate(worded(words, not(part)), judging).verdict).toBe("unmet");
  expect(evaluate(worded(words, ageAtLeast(65)), judging)).toMatchObject({
    verdict: "unknown",
    missing: ["birthDate"],
  });
});

it("an outcome has the parts that were judged, and a leaf has none", () => {
  const judging = startJudging(
    readExample({ veteran: true, employee: [{ veteran: "missing" }] }),
    civilDate("2024-07-01"),
  );
  const [veteran, born] = [holds("veteran"), ageAtLeast(65)];
  const met = { condition: veteran, verdict: "met", missing: [], parts: [] };
  const open = { condition: born, verdict: "unknown", missing: ["birthDate"], parts: [] };
  expect(evaluate(all(veteran, not(born)), judging)).toMatchObject({
    verdict: "unknown",
    missing: ["birthDate"],
    parts: [met, { verdict: "unknown", missing: ["birthDate"], parts: [open] }],
  });
  const counted = atLeast(count("employee", veteran), 1);
  expect(evaluate(counted, judging)).toEqual({
    condition: counted,
    verdict: "unknown",
    missing: ["employee.veteran"],
    parts: [],
  });
  expect(evaluate(some("employee", veteran), judging).parts).toEqual([
    { condition: veteran, verdict: "unknown", missing: ["veteran"], parts: [] },
  ]);
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
