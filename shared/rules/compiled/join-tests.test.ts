import { describe, expect, it } from "vitest";
import {
  absent,
  ageAtLeast,
  atLeast,
  dateOnOrBefore,
  holds,
  is,
  isOneOf,
  judgedDay,
} from "#shared/rules/language/compare.ts";
import type { Condition } from "#shared/rules/language/condition.ts";
import { fact } from "#shared/rules/language/fact-reference.ts";
import { all, any, cases, not, ratioAtMost, worded } from "#shared/rules/language/logic.ts";
import { constant } from "#shared/rules/language/number.ts";
import { some } from "#shared/rules/language/relation.ts";
import { percent } from "#shared/rules/language/share.ts";
import { costOf, joinTests } from "./join-tests.ts";
import { met, unknown, unmet, type Code } from "./test.ts";

const codes: readonly Code[] = [unmet, met, unknown];

function everyRowOf(length: number): Code[][] {
  if (length === 0) return [[]];
  return everyRowOf(length - 1).flatMap((row) => codes.map((code) => [...row, code]));
}

describe.each([
  [unmet, met],
  [met, unmet],
] as const)("tests joined so that %i decides and %i is left", (decisive, other) => {
  it.each([0, 1, 2, 3, 4, 5, 6])("are judged together, %i of them", (length) => {
    for (const row of everyRowOf(length)) {
      const joined = joinTests(
        row.map((code) => () => code),
        decisive,
        other,
      );
      const undecided = row.includes(unknown) ? unknown : other;
      expect([row, joined({}, undefined)]).toEqual([
        row,
        row.includes(decisive) ? decisive : undecided,
      ]);
    }
  });

  it.each([2, 3, 4, 5, 6])("are not asked once one has decided, of %i", (length) => {
    for (let deciding = 0; deciding < length; deciding += 1) {
      const asked: number[] = [];
      const tests = Array.from({ length }, (_, index) => () => {
        asked.push(index);
        return index === deciding ? decisive : other;
      });
      joinTests(tests, decisive, other)({}, undefined);
      expect(asked).toEqual(Array.from({ length: deciding + 1 }, (_, index) => index));
    }
  });
});

it("each test is asked of the same subject and its relatives", () => {
  const facts = { veteran: true };
  const relatives = { child: [{ veteran: false }] };
  for (const length of [1, 2, 3, 4, 5, 6]) {
    const asked: unknown[] = [];
    const tests = Array.from({ length }, () => (...subject: unknown[]) => {
      asked.push(...subject);
      return met;
    });
    joinTests(tests, unmet, met)(facts, relatives);
    expect(asked).toEqual(Array.from({ length }, () => [facts, relatives]).flat());
  }
});

describe("what a condition costs", () => {
  const veteran = holds("veteran");

  it.each<[string, Condition, number]>([
    ["a boolean", veteran, 1],
    ["an absence", absent("deathDate"), 1],
    ["one value", is("studentStatus", "university"), 2],
    ["several values", isOneOf("studentStatus", ["university", "secondary"]), 4],
    ["a day", dateOnOrBefore("deathDate", judgedDay), 3],
    ["an age", ageAtLeast(65), 3],
    ["a number", atLeast(fact("disabilityGrade"), 1), 5],
    [
      "a ratio",
      ratioAtMost({
        name: "比例",
        dividend: constant(1),
        divisor: constant(1),
        limit: percent("1"),
      }),
      20,
    ],
    ["all of three", all(veteran, veteran, ageAtLeast(65)), 6],
    ["any of two", any(veteran, veteran), 3],
    ["one of two", atLeast(1, veteran, veteran), 3],
    ["an opposite", not(ageAtLeast(65)), 3],
    ["what has words", worded({ clause: "" }, ageAtLeast(65)), 3],
    ["relatives", some("child", veteran), 50],
    ["cases", cases({ when: veteran, demand: veteran }), 40],
  ])("of %s is known beforehand", (_, condition, cost) => {
    expect(costOf(condition)).toBe(cost);
  });
});
