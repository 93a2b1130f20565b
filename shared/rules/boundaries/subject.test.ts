import { describe, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { evaluate } from "#shared/rules/evaluating/evaluate.ts";
import { startJudging } from "#shared/rules/evaluating/judging.ts";
import { readExample, type ExampleFacts } from "#shared/rules/example.ts";
import { benefit } from "#shared/rules/language/amount.ts";
import { ageAtLeast, atMost, dateOnOrBefore, holds } from "#shared/rules/language/compare.ts";
import type { Condition } from "#shared/rules/language/condition.ts";
import { not } from "#shared/rules/language/logic.ts";
import { count } from "#shared/rules/language/number.ts";
import { answerOf } from "./answer.ts";
import {
  exampleFactsOf,
  membersOf,
  nobody,
  readingsOfSubject,
  subjectOfExample,
  valueAt,
  whoseFact,
  withFact,
  withRelatives,
  type Subject,
} from "./subject.ts";

const on = civilDate("2026-03-01");

describe("a subject", () => {
  it("is read from an example and written as one", () => {
    const facts: ExampleFacts = {
      birthDate: "1961-03-01",
      deathDate: "missing",
      child: [{ veteran: true }],
      spouse: "missing",
    };
    expect(exampleFactsOf(subjectOfExample(facts))).toEqual(facts);
  });

  it.each<[ExampleFacts, string[] | "met"]>([
    [{ birthDate: "1961-03-01" }, "met"],
    [{ birthDate: "missing" }, ["birthDate"]],
    [{}, ["birthDate"]],
    [{ birthDate: "1961-03-01", deathDate: "missing" }, ["deathDate"]],
    [{ birthDate: "1961-03-01", employee: "missing" }, ["employee"]],
    [{ birthDate: "1961-03-01", employee: [{ veteran: true }] }, []],
  ])("%j is judged as the example is", (facts, expected) => {
    const noVeterans = atMost(count("employee", holds("veteran")), 0);
    const dead = dateOnOrBefore("deathDate", "2026-03-01");
    // The rule is about nobody: it joins what a person and what a firm has.
    const parts: readonly Condition[] = [ageAtLeast(65), not(dead), noVeterans];
    const rule = { eligible: { kind: "all", parts }, amount: benefit("免费") } as const;
    const { verdict, missing } = answerOf(rule, subjectOfExample(facts), on);
    const judged = evaluate(rule.eligible, startJudging(readExample(facts), on));
    expect({ verdict, missing }).toEqual({ verdict: judged.verdict, missing: judged.missing });
    expect(verdict === "met" ? verdict : missing).toEqual(expected);
  });
});

describe("what is said of a subject", () => {
  const child = { ...nobody, facts: new Map([["veteran", true]]) };
  const parent = withRelatives(nobody, "child", [child, nobody]);

  it("is changed for one fact and leaves the subject before as it was", () => {
    const before = withFact(nobody, { key: "veteran" }, true);
    const after = withFact(before, { key: "sex" }, "male");
    expect([...before.facts]).toEqual([["veteran", true]]);
    expect([...after.facts]).toEqual([
      ["veteran", true],
      ["sex", "male"],
    ]);
    expect(nobody.facts.size).toBe(0);
  });

  it("is changed for one relative alone, the first where no number is given", () => {
    const second = withFact(parent, { key: "sex", relation: "child", index: 1 }, "male");
    expect(exampleFactsOf(second)).toEqual({ child: [{ veteran: true }, { sex: "male" }] });
    const first = withFact(parent, { key: "sex", relation: "child" }, "male");
    expect(exampleFactsOf(first)).toEqual({ child: [{ veteran: true, sex: "male" }, {}] });
  });

  it("is read where it stands", () => {
    expect(valueAt(withFact(nobody, { key: "sex" }, "male"), { key: "sex" })).toBe("male");
    expect(valueAt(parent, { key: "veteran", relation: "child", index: 0 })).toBe(true);
    expect(valueAt(parent, { key: "veteran", relation: "child" })).toBe(true);
    expect(valueAt(parent, { key: "veteran", relation: "child", index: 1 })).toBeUndefined();
    expect(valueAt(parent, { key: "veteran", relation: "child", index: 2 })).toBeUndefined();
    expect(valueAt(parent, { key: "veteran" })).toBeUndefined();
    expect(whoseFact(parent, { key: "veteran" })).toBe(parent);
  });

  it("has no relatives of a kind that is not said or missing", () => {
    expect(membersOf(nobody, "child")).toEqual([]);
    expect(membersOf(subjectOfExample({ child: "missing" }), "child")).toEqual([]);
    expect(membersOf(parent, "child")).toHaveLength(2);
  });

  it("is written without what is absent, and with what is missing", () => {
    const said = withFact(
      withFact(nobody, { key: "deathDate" }, "(absent)"),
      { key: "sex" },
      "(missing)",
    );
    expect(exampleFactsOf(said)).toEqual({ sex: "missing" });
  });

  it("of an example in conflict is missing", () => {
    const subject = subjectOfExample({ sex: "conflict", birthDate: "1961-03-01" });
    expect([...subject.facts]).toEqual([
      ["sex", "(missing)"],
      ["birthDate", "1961-03-01"],
    ]);
  });

  it("of an example's members that are undefined is nothing", () => {
    const facts: Record<string, unknown> = { sex: undefined, child: undefined };
    const subject = subjectOfExample(facts as ExampleFacts);
    expect(subject.facts.size).toBe(0);
    expect(membersOf(subject, "child")).toEqual([]);
  });
});

describe("the judge reads of a subject", () => {
  const readOf = (subject: Subject) => readingsOfSubject(subject);

  it("values as their stewards reported them", () => {
    const { fact } = readOf(withFact(nobody, { key: "veteran" }, false));
    expect(fact("veteran")).toEqual({
      state: "known",
      value: false,
      reportedBy: "veterans-affairs",
      observedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    });
  });

  it("nothing where nothing is said, and absence where it is said or all registers are complete", () => {
    expect(readOf(nobody).fact("veteran")).toEqual({ state: "missing" });
    expect(readOf(subjectOfExample({})).fact("veteran")).toEqual({ state: "absent" });
    expect(readOf(subjectOfExample({})).fact("birthDate")).toEqual({ state: "missing" });
    const said = withFact(nobody, { key: "birthDate" }, "(absent)");
    expect(readOf(said).fact("birthDate")).toEqual({ state: "absent" });
  });

  it("no fact that the dictionary does not know", () => {
    expect(() => readOf(nobody).fact("shoeSize")).toThrow(
      new RangeError("The data dictionary has no such fact; check its name."),
    );
  });

  it("relatives by number, each with facts of his own", () => {
    const staff = subjectOfExample({ employee: [{ veteran: true }, {}] });
    const { members } = readOf(staff).related("employee");
    expect(members.map(({ id }) => id)).toEqual(["1", "2"]);
    expect(members.map(({ fact }) => fact("veteran").state)).toEqual(["known", "absent"]);
  });

  it.each<[string, Subject, boolean]>([
    ["all of them where they are told", withRelatives(nobody, "employee", [nobody]), true],
    [
      "all of them where it is told that there are none",
      withRelatives(nobody, "employee", []),
      true,
    ],
    ["perhaps not all where nothing is told", nobody, false],
    ["all of them where an example names none", subjectOfExample({}), true],
    ["perhaps not all where they are missing", subjectOfExample({ employee: "missing" }), false],
  ])("%s", (_, subject, isComplete) => {
    expect(readOf(subject).related("employee").isComplete).toBe(isComplete);
  });

  it("children never as all of them", () => {
    expect(readOf(withRelatives(nobody, "child", [nobody])).related("child").isComplete).toBe(
      false,
    );
  });
});
