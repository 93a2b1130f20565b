import { describe, expect, it } from "vitest";
import { atLeast, atMost, holds, lessThan, moreThan } from "#shared/rules/language/compare.ts";
import { choose } from "#shared/rules/language/choose.ts";
import type { NumberComparison, NumberExpression } from "#shared/rules/language/condition.ts";
import { fact, lastYear } from "#shared/rules/language/fact-reference.ts";
import {
  byAge,
  byBands,
  capped,
  constant,
  count,
  difference,
  perHead,
  proportionOf,
  proRata,
  sum,
  valueOf,
} from "#shared/rules/language/number.ts";
import { percent } from "#shared/rules/language/share.ts";
import { standard } from "#shared/testing/sample-parameters.ts";
import { foregoneConclusion, reachOf } from "./reach.ts";

const grade = fact("disabilityGrade");
const premium = fact("unemploymentPremiumPaidFen", lastYear);
const rounding = { mode: "down", clause: "一" } as const;
const children = count("child", holds("veteran"));

describe("a number lies", () => {
  it.each<[string, NumberExpression, number, number]>([
    ["at itself when it is one", constant(7), 7, 7],
    ["between what the dictionary allows", grade, 1, 4],
    ["above the least where the dictionary names no most", premium, 0, Infinity],
    ["from nought on when relatives are counted", children, 0, Infinity],
    ["between the sums of both ends", sum(grade, fact("disabilityCategory"), constant(10)), 12, 21],
    [
      "between the differences of opposite ends",
      difference(grade, fact("disabilityCategory")),
      -6,
      3,
    ],
    ["under its cap", capped(grade, 3), 1, 3],
    ["under what is capped, where the cap is higher", capped(constant(2), 3), 2, 2],
    ["at the least of both, where the cap is lower", capped(grade, 0), 0, 0],
    [
      "between nought and the highest band",
      byBands(grade, [
        [1, 500],
        [3, 200],
      ]),
      0,
      500,
    ],
    [
      "from the lowest band where that is below nought",
      byBands(grade, [
        [1, -5],
        [3, -2],
      ]),
      -5,
      0,
    ],
    [
      "between nought and the highest band of age",
      byAge([
        [65, 75],
        [70, 150],
      ]),
      0,
      150,
    ],
    [
      "across both branches of a choice",
      choose({ when: holds("veteran"), use: 5, otherwise: grade }),
      1,
      5,
    ],
    [
      "across both branches in the other order",
      choose({ when: holds("veteran"), use: grade, otherwise: 0 }),
      0,
      4,
    ],
    ["anywhere when it is set anew each year", valueOf(standard), -Infinity, Infinity],
    ["anywhere when it is a product", perHead(600, grade), -Infinity, Infinity],
    [
      "anywhere when it is a share",
      proportionOf(percent("60"), grade, rounding),
      -Infinity,
      Infinity,
    ],
    [
      "anywhere when it is a part of a period",
      proRata(100, { per: "month", by: "days", rounding }),
      -Infinity,
      Infinity,
    ],
  ])("%s", (_, number, least, most) => {
    expect(reachOf(number)).toEqual({ least, most });
  });

  it("anywhere when the fact is no number", () => {
    expect(reachOf({ kind: "fact", name: "birthDate" } as never)).toEqual({
      least: -Infinity,
      most: Infinity,
    });
  });
});

describe("a comparison of a grade from 1 to 4 is settled beforehand", () => {
  it.each<[string, NumberComparison<"person">, boolean | undefined]>([
    ["at least the least there is", atLeast(grade, 1), true],
    ["at least one more than that", atLeast(grade, 2), undefined],
    ["at least the most there is", atLeast(grade, 4), undefined],
    ["at least more than there is", atLeast(grade, 5), false],
    ["more than one less than the least", moreThan(grade, 0), true],
    ["more than the least", moreThan(grade, 1), undefined],
    ["more than one less than the most", moreThan(grade, 3), undefined],
    ["more than the most", moreThan(grade, 4), false],
    ["at most the most", atMost(grade, 4), true],
    ["at most one less than the most", atMost(grade, 3), undefined],
    ["at most the least", atMost(grade, 1), undefined],
    ["at most less than there is", atMost(grade, 0), false],
    ["less than one more than the most", lessThan(grade, 5), true],
    ["less than the most", lessThan(grade, 4), undefined],
    ["less than one more than the least", lessThan(grade, 2), undefined],
    ["less than the least", lessThan(grade, 1), false],
    ["a bound that reaches, at least", atLeast(constant(4), grade), true],
    ["a bound that reaches, at least, by half", atLeast(constant(3), grade), undefined],
    ["a bound that reaches, at most", atMost(constant(1), grade), true],
  ])("%s", (_, comparison, expected) => {
    expect(foregoneConclusion(comparison)).toBe(expected);
  });
});
