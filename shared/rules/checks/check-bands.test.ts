import {
  ageAtLeast,
  atLeast,
  atMost,
  firstOfMonth,
  holds,
  lasted,
  lessThan,
  months,
  moreThan,
  years,
} from "#shared/rules/language/compare.ts";
import { hasShanghaiHukou } from "#shared/rules/clauses/person.ts";
import { perMonth } from "#shared/rules/language/amount.ts";
import type { BandTable, Condition, NumberExpression } from "#shared/rules/language/condition.ts";
import { fact } from "#shared/rules/language/fact-reference.ts";
import { all, any, worded } from "#shared/rules/language/logic.ts";
import { byAge, byBands, times } from "#shared/rules/language/number.ts";
import { aFinding, amountInWords, broken, foundBy } from "#shared/testing/a-sound-policy.ts";
import { describe, expect, it } from "vitest";
import { checkBands } from "./bands.ts";

const found = (eligible: Condition, number: NumberExpression) =>
  foundBy(checkBands, broken({ eligible, amount: perMonth(number) }));

describe("a table of bands", () => {
  const banded = (...bands: BandTable) => found(hasShanghaiHukou, byAge(bands));

  it("has a band", () => {
    expect(banded()).toEqual([
      aFinding(amountInWords, "The table has no band. Add the bands.", "分档为空，请补充。"),
    ]);
  });

  it("ascends in whole numbers from nought on", () => {
    expect(banded([0, 0], [65, 100_00], [70, 200_00])).toEqual([]);
  });

  it.each([
    [65, 0.5],
    [65, -1],
    [64.5, 100_00],
    [-1, 100_00],
  ])("has whole people, years and fen, none below nought: %d gives %d", (from, value) => {
    expect(banded([from, value])).toEqual([
      aFinding(
        amountInWords,
        `The band ${from}: ${value} is no pair of integers from nought on. Write people, years and fen as integers.`,
        `分档 ${from}：${value} 应为非负整数。`,
      ),
    ]);
  });

  it.each([
    [70, 70],
    [80, 70],
  ])("never goes from %d to %d", (from, next) => {
    expect(banded([65, 1], [from, 2], [next, 3])).toEqual([
      aFinding(
        amountInWords,
        `The bands from ${from} and from ${next} do not ascend. Sort them, each from its own number.`,
        `分档 ${from} 与 ${next} 没有递增，请按起点从小到大排列。`,
      ),
    ]);
  });

  it("is found within what is made of it", () => {
    expect(found(hasShanghaiHukou, times(2, byAge([])))).toHaveLength(1);
  });
});

describe("the first band", () => {
  const begins = (first: number, eligible: number, why: string) => [
    aFinding(
      amountInWords,
      `The first band begins at ${first}, but who is eligible begins at ${eligible}: ${why}. Let both begin at the same number.`,
      `第一档自${first}起，而享受条件自${eligible}起，请使两者一致。`,
    ),
  ];
  const from65 = byAge([[65, 100_00]]);

  it("begins no later than who is eligible", () => {
    expect(found(ageAtLeast(60), from65)).toEqual(begins(65, 60, "those between get nothing"));
  });

  it("begins no earlier than who is eligible", () => {
    expect(found(ageAtLeast(70), from65)).toEqual(begins(65, 70, "nobody eligible is so low"));
  });

  it("begins with the highest age that a clause demands, whatever the clause is called", () => {
    const senior = worded({ clause: "年满65周岁" }, ageAtLeast(65));
    expect(found(all(hasShanghaiHukou, ageAtLeast(60), senior), from65)).toEqual([]);
    expect(found(worded({ clause: "年满60周岁" }, ageAtLeast(60)), from65)).toHaveLength(1);
  });

  it.each<[string, Condition]>([
    ["an age on another day", ageAtLeast(60, firstOfMonth(9, 0))],
    ["years since another event", lasted("retiredOn", years(10))],
    ["months of age", lasted("birthDate", months(60))],
    ["one of two clauses", any(ageAtLeast(60), holds("veteran"))],
    ["another number", atLeast(fact("disabilityGrade"), 2)],
  ])("is not measured by %s", (_, clause) => {
    expect(found(clause, from65)).toEqual([]);
  });

  describe("of another number than age", () => {
    const grade = fact("disabilityGrade");
    const from3 = byBands(grade, [[3, 100_00]]);

    it.each<[string, Condition]>([
      ["at least 3", atLeast(grade, 3)],
      ["more than 2", moreThan(grade, 2)],
    ])("begins where that number does: %s", (_, clause) => {
      expect(found(clause, from3)).toEqual([]);
      expect(found(clause, byBands(grade, [[2, 100_00]]))).toEqual(
        begins(2, 3, "nobody eligible is so low"),
      );
    });

    it.each<[string, Condition]>([
      ["a most", atMost(grade, 4)],
      ["a bound that it stays below", lessThan(grade, 4)],
      ["the least of another number", atLeast(fact("disabilityCategory"), 2)],
      ["a bound that is no figure", atLeast(grade, fact("disabilityCategory"))],
      ["an age", ageAtLeast(60)],
    ])("is not measured by %s", (_, clause) => {
      expect(found(clause, from3)).toEqual([]);
    });
  });
});
