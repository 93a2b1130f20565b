import { describe, expect, it } from "vitest";
import {
  absent,
  atLeast,
  atMost,
  holds,
  lessThan,
  moreThan,
} from "#shared/rules/language/compare.ts";
import { fact } from "#shared/rules/language/fact-reference.ts";
import { constant, count, sum, times } from "#shared/rules/language/number.ts";
import { every, some } from "#shared/rules/language/relation.ts";
import { askBoth, computeBoth, onFirstOfJuly } from "#shared/testing/ask-closures.ts";
import type { FlatSubject } from "./flat-facts.ts";

type Known = readonly (boolean | null)[];
const isVeteran = holds("veteran");
const complete = onFirstOfJuly("employee", "child");

/** The same people as employees, who are all known, and as children, who may not be all. */
const subjectOf = (veterans: Known): FlatSubject => {
  const members = veterans.map((veteran) => ({ veteran }));
  return { facts: {}, relatives: { employee: members, child: members } };
};
const sets: readonly Known[] = [
  [],
  [true],
  [false],
  [null],
  [true, false],
  [true, null],
  [false, null],
  [true, true],
  [true, null, false],
  [null, null],
];

describe.each(sets.map((veterans) => ({ veterans })))("of relatives $veterans", ({ veterans }) => {
  const subject = subjectOf(veterans);

  it.each(["employee", "child"] as const)("who are %s, some and every one", (relation) => {
    for (const condition of [some(relation, isVeteran), every(relation, isVeteran)]) {
      const { closure, judge } = askBoth(condition, subject, complete);
      expect(closure).toBe(judge);
    }
  });

  it.each([atLeast, atMost, moreThan, lessThan])("the number is compared", (order) => {
    for (const relation of ["employee", "child"] as const)
      for (const bound of [0, 1, 2, 3]) {
        const { closure, judge } = askBoth(
          order(count(relation, isVeteran), bound),
          subject,
          complete,
        );
        expect({ relation, bound, closure }).toEqual({ relation, bound, closure: judge });
      }
  });

  it("the number is exact or unknown", () => {
    for (const relation of ["employee", "child"] as const) {
      const { closure, judge } = computeBoth(count(relation, isVeteran), subject, complete);
      expect(closure).toBe(judge);
    }
  });
});

describe("relatives", () => {
  it("are all known only where the register is complete", () => {
    const nobody: FlatSubject = { facts: {} };
    const rule = every("employee", isVeteran);
    expect(askBoth(rule, nobody, onFirstOfJuly())).toEqual({
      closure: "unknown",
      judge: "unknown",
    });
    expect(askBoth(rule, nobody, complete)).toEqual({ closure: "met", judge: "met" });
    const no = atMost(count("employee", isVeteran), 0);
    expect(askBoth(no, nobody, complete)).toEqual({ closure: "met", judge: "met" });
    expect(askBoth(no, nobody, onFirstOfJuly())).toEqual({ closure: "unknown", judge: "unknown" });
    const number = computeBoth(count("employee", isVeteran), nobody, complete);
    expect(number).toEqual({ closure: 0, judge: 0 });
    const none = some("employee", isVeteran);
    expect(askBoth(none, nobody, complete)).toEqual({ closure: "unmet", judge: "unmet" });
    const two = computeBoth(count("employee", isVeteran), subjectOf([true, true]), complete);
    expect(two).toEqual({ closure: 2, judge: 2 });
  });

  it("are judged by the registers of their own facts", () => {
    const rule = some("child", absent("disabilityGrade"));
    const subject: FlatSubject = { facts: { disabilityGrade: 1 }, relatives: { child: [{}] } };
    const listed = onFirstOfJuly("disabilityGrade");
    expect(askBoth(rule, subject, listed)).toEqual({ closure: "met", judge: "met" });
    expect(askBoth(rule, subject)).toEqual({ closure: "unknown", judge: "unknown" });
  });

  it("with a number too large for a fast one are judged exactly", () => {
    const huge = constant(Number.MAX_SAFE_INTEGER);
    const large = lessThan(fact("disabilityGrade"), times(huge, huge));
    const subject: FlatSubject = {
      facts: {},
      relatives: { employee: [{ disabilityGrade: 1 }, { disabilityGrade: 2 }] },
    };
    expect(askBoth(every("employee", large), subject, complete)).toEqual({
      closure: "met",
      judge: "met",
    });
    const few = lessThan(count("employee", isVeteran), times(huge, huge));
    expect(askBoth(few, subjectOf([true]), complete)).toEqual({ closure: "met", judge: "met" });
    const within = lessThan(sum(count("employee", isVeteran), times(huge, huge)), huge);
    expect(askBoth(within, subjectOf([true]), complete)).toEqual({
      closure: "unmet",
      judge: "unmet",
    });
  });

  it("count in a number too large for a fast one", () => {
    const huge = constant(Number.MAX_SAFE_INTEGER);
    const one = moreThan(sum(count("employee", isVeteran), times(huge, huge)), times(huge, huge));
    expect(askBoth(one, subjectOf([true]), complete)).toEqual({ closure: "met", judge: "met" });
    expect(askBoth(one, subjectOf([false]), complete)).toEqual({
      closure: "unmet",
      judge: "unmet",
    });
  });

  it("whose number meets a bound that is not known, or does not exist, are not compared", () => {
    const rule = atMost(count("child", isVeteran), fact("disabilityGrade"));
    const subject = subjectOf([true]);
    expect(askBoth(rule, subject)).toEqual({ closure: "unknown", judge: "unknown" });
    const listed = onFirstOfJuly("disabilityGrade");
    expect(askBoth(rule, subject, listed)).toEqual({ closure: "unmet", judge: "unmet" });
  });
});
