import { describe, expect, it } from "vitest";
import type { ExampleFacts } from "#shared/rules/example.ts";
import {
  ageBelow,
  atLeast,
  atMost,
  holds,
  lessThan,
  moreThan,
} from "#shared/rules/language/compare.ts";
import { decemberOf, fact } from "#shared/rules/language/fact-reference.ts";
import { all, not } from "#shared/rules/language/logic.ts";
import { constant, count, sum, valueOf } from "#shared/rules/language/number.ts";
import { every, some } from "#shared/rules/language/relation.ts";
import { judgeFacts, numberOn, verdictOn } from "#shared/testing/ask-judge.ts";
import { standard } from "#shared/testing/sample-parameters.ts";

type Known = readonly (boolean | "missing")[];
const employees = (veterans: Known): ExampleFacts => ({
  employee: veterans.map((veteran) => ({ veteran })),
});
const children = (veterans: Known): ExampleFacts => ({
  child: veterans.map((veteran) => ({ veteran })),
});
const isVeteran = holds("veteran");

describe("of relatives who are all known", () => {
  it.each<[Known, string, string]>([
    [[], "unmet", "met"],
    [[true], "met", "met"],
    [[false], "unmet", "unmet"],
    [["missing"], "unknown", "unknown"],
    [[true, true], "met", "met"],
    [[true, false], "met", "unmet"],
    [[false, false], "unmet", "unmet"],
    [[true, "missing"], "met", "unknown"],
    [[false, "missing"], "unknown", "unmet"],
    [[true, false, "missing"], "met", "unmet"],
  ])("%j: some %s, every one %s", (veterans, ofSome, ofEvery) => {
    expect(verdictOn(some("employee", isVeteran), employees(veterans))).toBe(ofSome);
    expect(verdictOn(every("employee", isVeteran), employees(veterans))).toBe(ofEvery);
  });
});

describe("of relatives who may not be all", () => {
  it.each<[Known, string, string]>([
    [[], "unknown", "unknown"],
    [[true], "met", "unknown"],
    [[false], "unknown", "unmet"],
    [["missing"], "unknown", "unknown"],
    [[true, false], "met", "unmet"],
    [[true, true], "met", "unknown"],
    [[false, false], "unknown", "unmet"],
  ])("%j: some %s, every one %s", (veterans, ofSome, ofEvery) => {
    expect(verdictOn(some("child", isVeteran), children(veterans))).toBe(ofSome);
    expect(verdictOn(every("child", isVeteran), children(veterans))).toBe(ofEvery);
  });

  it("nothing is known where the register is late", () => {
    const rule = every("employee", isVeteran);
    expect(judgeFacts(rule, { employee: "missing" })).toMatchObject({
      verdict: "unknown",
      missing: ["employee"],
    });
  });
});

describe("what is missing of relatives", () => {
  const young = all(ageBelow(16), isVeteran);

  it("is named by the relation, once however many lack it, and then the relation itself", () => {
    const facts = {
      child: [{ veteran: true }, { veteran: "missing" }, { veteran: true }],
    } as const;
    expect(judgeFacts(some("child", young), facts).missing).toEqual([
      "child.birthDate",
      "child.veteran",
      "child",
    ]);
  });

  it("is not the relation where they are all known", () => {
    const facts: ExampleFacts = { employee: [{ veteran: true }, {}] };
    expect(judgeFacts(some("employee", young), facts).missing).toEqual(["employee.birthDate"]);
  });

  it("is the relation alone where each is settled", () => {
    expect(judgeFacts(some("child", isVeteran), children([false])).missing).toEqual(["child"]);
  });

  it("is a parameter by its own name, for it is nobody's", () => {
    const belowStandard = atMost(fact("disabilityGrade"), valueOf(standard));
    const facts: ExampleFacts = { child: [{ disabilityGrade: "missing" }, { disabilityGrade: 1 }] };
    expect(judgeFacts(some("child", belowStandard), facts).missing).toEqual([
      "child.disabilityGrade",
      "parameter:standard",
      "child",
    ]);
  });

  it("is nothing once the whole is settled", () => {
    expect(judgeFacts(some("child", isVeteran), children([true, "missing"])).missing).toEqual([]);
    expect(judgeFacts(every("child", isVeteran), children([false, "missing"])).missing).toEqual([]);
  });
});

describe("the number of relatives", () => {
  it.each<[Known, bigint | readonly string[]]>([
    [[], 0n],
    [[true, false, true], 2n],
    [[true, "missing"], ["employee.veteran"]],
  ])("who are all known, %j, is %s", (veterans, expected) => {
    expect(numberOn(count("employee", isVeteran), employees(veterans))).toEqual(expected);
  });

  it.each<[Known, readonly string[]]>([
    [[], ["child"]],
    [[true, false], ["child"]],
    [["missing"], ["child.veteran", "child"]],
  ])("who may not be all, %j, is unknown: %j", (veterans, expected) => {
    expect(numberOn(count("child", isVeteran), children(veterans))).toEqual(expected);
  });

  it.each([
    [atLeast, ["met", "met", "unknown", "unmet"], ["met", "met", "unknown", "unknown"]],
    [atMost, ["unmet", "unknown", "met", "met"], ["unmet", "unknown", "unknown", "unknown"]],
    [moreThan, ["met", "unknown", "unmet", "unmet"], ["met", "unknown", "unknown", "unknown"]],
    [lessThan, ["unmet", "unmet", "unknown", "met"], ["unmet", "unmet", "unknown", "unknown"]],
  ])("is compared as soon as the certain or the possible ones decide", (order, complete, open) => {
    const bounds = [0, 1, 2, 3];
    const known: Known = [true, "missing", false];
    expect(
      bounds.map((n) => verdictOn(order(count("employee", isVeteran), n), employees(known))),
    ).toEqual(complete);
    expect(
      bounds.map((n) => verdictOn(order(count("child", isVeteran), n), children(known))),
    ).toEqual(open);
  });

  it("compared wants what could still decide, and nothing once it is decided", () => {
    const two = (relation: "child" | "employee") => atLeast(count(relation, isVeteran), 2);
    expect(judgeFacts(two("employee"), employees([true, "missing"])).missing).toEqual([
      "employee.veteran",
    ]);
    expect(judgeFacts(two("child"), children([true, "missing"])).missing).toEqual([
      "child.veteran",
      "child",
    ]);
    expect(judgeFacts(two("child"), children([true, true, "missing"])).missing).toEqual([]);
    expect(judgeFacts(two("employee"), employees([false, "missing"])).missing).toEqual([]);
  });

  it("meets no bound that does not exist, and waits for one that is not known", () => {
    const rule = atMost(count("child", isVeteran), fact("disabilityGrade"));
    expect(verdictOn(rule, children([]))).toBe("unmet");
    expect(judgeFacts(rule, { disabilityGrade: "missing" })).toMatchObject({
      verdict: "unknown",
      missing: ["child", "disabilityGrade"],
    });
    const known = atMost(count("employee", isVeteran), fact("insuredHeadcount", decemberOf(-1)));
    expect(judgeFacts(known, employees([true])).missing).toEqual(["insuredHeadcount@2023-12"]);
  });

  it("within another number, or on the right, must be exact", () => {
    const within = atLeast(sum(count("employee", isVeteran), constant(0)), 1);
    expect(verdictOn(within, employees([true, "missing"]))).toBe("unknown");
    expect(verdictOn(within, employees([true, false]))).toBe("met");
    const onTheRight = atMost(constant(1), count("employee", isVeteran));
    expect(verdictOn(onTheRight, employees([true, "missing"]))).toBe("unknown");
    expect(verdictOn(onTheRight, employees([true, true]))).toBe("met");
  });
});

it("a relative's own age tells when the answer may change", () => {
  const facts: ExampleFacts = { child: [{ birthDate: "2010-09-01" }, { birthDate: "2009-08-01" }] };
  expect(judgeFacts(some("child", ageBelow(16)), facts)).toMatchObject({
    verdict: "met",
    nextChangeOn: "2025-08-01",
  });
  expect(judgeFacts(atLeast(count("child", not(ageBelow(15))), 1), facts)).toMatchObject({
    verdict: "unknown",
    nextChangeOn: "2024-08-01",
  });
});

it("a relative's relatives are not known to a rule", () => {
  const nested = some("child", some("child", isVeteran));
  expect(() => judgeFacts(nested, children([true]))).toThrow(/^a relative's child is not known/);
});
