import { perMonth } from "#shared/rules/language/amount.ts";
import { choose } from "#shared/rules/language/choose.ts";
import type { Condition, ShareExpression } from "#shared/rules/language/condition.ts";
import { fact } from "#shared/rules/language/fact-reference.ts";
import { ratioAtMost } from "#shared/rules/language/logic.ts";
import { capped, constant, proportionOf, shareOf } from "#shared/rules/language/number.ts";
import { parameter } from "#shared/rules/language/parameter.ts";
import { percent, type Share } from "#shared/rules/language/share.ts";
import {
  aFinding,
  amountInWords,
  broken,
  foundBy,
  source,
} from "#shared/testing/a-sound-policy.ts";
import { describe, expect, it } from "vitest";
import { checkStructure } from "./structure.ts";

const grade = fact("disabilityGrade");
const ratioOf = (limit: ShareExpression): Condition =>
  ratioAtMost({ name: "率", dividend: grade, divisor: grade, limit });
const foundOfRatio = (limit: ShareExpression) =>
  foundBy(checkStructure, broken({ eligible: ratioOf(limit) }));

const foundOfSum = (share: ShareExpression) => {
  const part = proportionOf(share, constant(100_00), { mode: "down", clause: "一" });
  return foundBy(checkStructure, broken({ amount: perMonth(capped(part, 50_00)) }));
};

const share = (numerator: number, denominator: number): Share => ({
  kind: "share",
  numerator,
  denominator,
});
const noShare = (clause: string, text: string) =>
  aFinding(
    clause,
    `${text} is no share. Write a fraction of integers with a positive denominator.`,
    `${text} 不是有效的比例，请写成分母为正的整数分数。`,
  );
const beyondTheWhole = (text: string) =>
  aFinding(
    amountInWords,
    `${text} of a sum is more than the sum itself. Correct the percentage.`,
    "比例超过100%，请更正。",
  );

describe("a share", () => {
  it.each([percent("0"), percent("5.5"), percent("100")])("is a fraction: %j", (sound) => {
    expect(foundOfSum(sound)).toEqual([]);
    expect(foundOfRatio(sound)).toEqual([]);
  });

  it.each([
    [1, 0],
    [1, -2],
    [-1, 100],
    [0.5, 100],
    [1, 2.5],
  ])("is no other pair of numbers: %d/%d", (numerator, denominator) => {
    expect(foundOfSum(share(numerator, denominator))).toEqual([
      noShare(amountInWords, `${numerator}/${denominator}`),
    ]);
  });

  it("that is a parameter is one whenever it holds", () => {
    const value = { from: "2020-01-01", status: "sourced", source } as const;
    const target = parameter<Share>({
      id: "target",
      label: "目标",
      publisher: "human-resources",
      unit: "share",
      values: [
        { ...value, value: percent("5.5") },
        { ...value, value: share(-1, 100) },
      ],
    });
    expect(foundOfRatio(shareOf(target))).toEqual([noShare("率不超过目标（5.5%）", "-1/100")]);
  });

  it("that cannot be said is named by the kind of its clause", () => {
    expect(foundOfRatio(share(1, 0))).toEqual([noShare("ratioAtMost", "1/0")]);
  });
});

describe("a share of a sum", () => {
  it("is no more than the whole", () => {
    expect(foundOfSum(percent("101"))).toEqual([beyondTheWhole("101/100")]);
  });

  it("is no more than the whole in either case", () => {
    const when = ratioOf(percent("5.5"));
    const either = choose({ when, use: percent("60"), otherwise: percent("120") });
    expect(foundOfSum(either)).toEqual([beyondTheWhole("120/100")]);
  });

  it("is not what limits a ratio, though an amount is chosen by it", () => {
    expect(foundOfRatio(percent("150"))).toEqual([]);
    const chosen = choose({ when: ratioOf(percent("150")), use: 2_00, otherwise: 1_00 });
    expect(foundBy(checkStructure, broken({ amount: perMonth(chosen) }))).toEqual([]);
  });
});
