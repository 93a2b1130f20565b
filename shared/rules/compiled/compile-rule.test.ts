import { describe, expect, it } from "vitest";
import { benefit, perMonth, type Amount } from "#shared/rules/language/amount.ts";
import { choose } from "#shared/rules/language/choose.ts";
import { holds } from "#shared/rules/language/compare.ts";
import { fact } from "#shared/rules/language/fact-reference.ts";
import {
  constant,
  count,
  difference,
  proportionOf,
  shareOf,
  times,
} from "#shared/rules/language/number.ts";
import { target } from "#shared/testing/sample-parameters.ts";
import { onFirstOfJuly } from "#shared/testing/ask-closures.ts";
import { compileRule } from "./compile-rule.ts";
import type { FlatFacts } from "./flat-facts.ts";

const eligible = holds("veteran");
const perGrade = perMonth(times(100_00, fact("disabilityGrade")));
const huge = constant(Number.MAX_SAFE_INTEGER);
const difficult = perMonth(
  difference(times(huge, huge), difference(times(huge, huge), fact("disabilityGrade"))),
);

function answer(amount: Amount, facts: FlatFacts, complete: string) {
  const rule = compileRule({ eligible, amount }, onFirstOfJuly(complete));
  return [rule.verdict(facts), rule.amountFen(facts)];
}

describe("a compiled rule", () => {
  it.each<[string, Amount, FlatFacts, string, readonly [string, number | undefined]]>([
    [
      "is met and worth money",
      perGrade,
      { veteran: true, disabilityGrade: 2 },
      "",
      ["met", 200_00],
    ],
    ["is unmet", perGrade, { veteran: false, disabilityGrade: 2 }, "", ["unmet", undefined]],
    [
      "is unmet though the amount is not known",
      perGrade,
      { veteran: false },
      "",
      ["unmet", undefined],
    ],
    [
      "is worth what a condition chooses and relatives count",
      perMonth(choose({ when: eligible, use: count("child", eligible), otherwise: 1 })),
      { veteran: true },
      "",
      ["unknown", undefined],
    ],
    ["is unknown", perGrade, { disabilityGrade: 2 }, "", ["unknown", undefined]],
    ["is unknown for want of its amount", perGrade, { veteran: true }, "", ["unknown", undefined]],
    [
      "is unmet where the amount does not exist",
      perGrade,
      { veteran: true },
      "disabilityGrade",
      ["unmet", undefined],
    ],
    [
      "is unmet where the amount does not exist, whoever may be eligible",
      perGrade,
      {},
      "disabilityGrade",
      ["unmet", undefined],
    ],
    [
      "is unmet where the amount is nought",
      perMonth(0),
      { veteran: true },
      "",
      ["unmet", undefined],
    ],
    [
      "is unmet where the amount is less than nought",
      perMonth(difference(constant(1), constant(2))),
      { veteran: true },
      "",
      ["unmet", undefined],
    ],
    ["is met from the first fen", perMonth(1), { veteran: true }, "", ["met", 1]],
    [
      "is exact where a part is too large for a fast number",
      difficult,
      { veteran: true, disabilityGrade: 3 },
      "",
      ["met", 3],
    ],
    [
      "is unknown where a part is too large and another not known",
      difficult,
      { veteran: true },
      "",
      ["unknown", undefined],
    ],
    [
      "is unknown where the whole is too large and the share not known",
      perMonth(
        proportionOf(shareOf(target), times(huge, fact("disabilityGrade")), {
          mode: "down",
          clause: "一",
        }),
      ),
      { veteran: true, disabilityGrade: 4 },
      "",
      ["unknown", undefined],
    ],
    ["without money is met", benefit("免费入园"), { veteran: true }, "", ["met", undefined]],
    ["without money is unmet", benefit("免费入园"), {}, "veteran", ["unmet", undefined]],
    ["without money is unknown", benefit("免费入园"), {}, "", ["unknown", undefined]],
  ])("%s", (_, amount, facts, complete, expected) => {
    expect(answer(amount, facts, complete)).toEqual(expected);
  });

  it("counts relatives too where a part is too large for a fast number", () => {
    const children = count("employee", eligible);
    const amount = perMonth(difference(times(huge, huge), difference(times(huge, huge), children)));
    const { verdict, amountFen } = compileRule({ eligible, amount }, onFirstOfJuly("employee"));
    const relatives = { employee: [{ veteran: true }, { veteran: false }, { veteran: true }] };
    expect(verdict({ veteran: true }, relatives)).toBe("met");
    expect(amountFen({ veteran: true }, relatives)).toBe(2);
    expect(verdict({ veteran: true })).toBe("unmet");
  });
});
