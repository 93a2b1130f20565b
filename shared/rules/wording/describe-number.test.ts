import { describe as group, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { choose } from "#shared/rules/language/choose.ts";
import { ageBelow, atLeast, atMost, is } from "#shared/rules/language/compare.ts";
import type { Condition, NumberExpression } from "#shared/rules/language/condition.ts";
import { decemberOf, fact, lastYear } from "#shared/rules/language/fact-reference.ts";
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
  shareOf,
  sum,
  times,
  valueOf,
} from "#shared/rules/language/number.ts";
import { percent } from "#shared/rules/language/share.ts";
import { standard, target } from "#shared/testing/sample-parameters.ts";
import { describeNumber } from "./describe-number.ts";
import { describe } from "./describe.ts";

const on = civilDate("2026-12-05");
/** A day on which neither sample figure is published. */
const unpublished = civilDate("2024-07-01");

const grade = fact("disabilityGrade");
const heads = fact("insuredHeadcount", decemberOf(-1));
const premium = fact("unemploymentPremiumPaidFen", lastYear);
const byHeads = byBands(heads, [[1, 400_00]]);
const rounding = { mode: "half-up", clause: "一" } as const;

group("a computed number in words", () => {
  const small = is("sizeClass", "small");
  const shares = choose({ when: small, use: percent("60"), otherwise: percent("30") });
  const month = { per: "month", rounding } as const;

  it.each<[string, NumberExpression, string]>([
    ["a fact so many times another", times(grade, grade), "残疾等级乘以残疾等级"],
    ["heads, each with its money", perHead(600_00, heads), "2025年12月参保人数，每人600元"],
    ["so much money for each of a grade", times(100_00, grade), "残疾等级乘以100元"],
    ["a figure so many times", times(2, valueOf(standard)), "示例标准（1,200元）的2倍"],
    ["a cap", capped(premium, 100_00), "2025年实际缴纳的失业保险费（最高100元）"],
    ["a share", proportionOf(percent("60"), premium, rounding), "2025年实际缴纳的失业保险费的60%"],
    [
      "a published share",
      proportionOf(shareOf(target), premium, rounding),
      "2025年实际缴纳的失业保险费的20%",
    ],
    [
      "a share that differs by case",
      proportionOf(shares, premium, rounding),
      "2025年实际缴纳的失业保险费的一定比例",
    ],
    ["bands of a number", byHeads, "按2025年12月参保人数分档的数额"],
    ["bands of age", byAge([[65, 75_00]]), "按周岁分档的数额"],
    ["a part by days", proRata(900_00, { ...month, by: "days" }), "900元按天折算"],
    ["a part by months", proRata(900_00, { ...month, by: "months" }), "900元按月折算"],
    [
      "one of two",
      choose({ when: small, use: premium, otherwise: constant(100_00) }),
      "100元（企业划型为小型的为2025年实际缴纳的失业保险费）",
    ],
    ["relatives", count("child", ageBelow(16)), "未满16周岁的子女人数"],
  ])("tells %s", (_, amount, text) => {
    expect(describeNumber(amount, on, describe, "fen")).toBe(text);
  });

  it("names a figure or a share alone on a day for which none is published", () => {
    const words = (number: NumberExpression) => describeNumber(number, unpublished, describe);
    expect(words(valueOf(standard))).toBe("示例标准");
    expect(words(proportionOf(shareOf(target), premium, rounding))).toBe(
      "2023年实际缴纳的失业保险费的示例目标",
    );
  });
});

group("a bound is written in the unit of what it bounds", () => {
  it.each<[string, Condition, string]>([
    ["a grade has none", atMost(grade, 2), "残疾等级不超过2"],
    [
      "bands have that of the figure beside them",
      atLeast(sum(byAge([[65, 75_00]]), valueOf(standard)), 1300_00),
      "按周岁分档的数额加示例标准（1,200元）不少于1,300元",
    ],
    [
      "bands have that of the fact beside them",
      atLeast(sum(byHeads, premium), 100_00),
      "按2025年12月参保人数分档的数额加2025年实际缴纳的失业保险费不少于100元",
    ],
    [
      "what is left of a plain number has that of what is taken off",
      atMost(difference(constant(5000_00), premium), 100_00),
      "5,000元减去2025年实际缴纳的失业保险费不超过100元",
    ],
    [
      "heads that are multiplied by money come to money",
      atLeast(times(heads, valueOf(standard)), 10_000_00),
      "2025年12月参保人数乘以示例标准（1,200元）不少于10,000元",
    ],
    [
      "money that is multiplied by heads comes to money",
      atLeast(times(valueOf(standard), heads), 10_000_00),
      "示例标准（1,200元）乘以2025年12月参保人数不少于10,000元",
    ],
    [
      "heads that are multiplied by a plain number stay heads",
      atLeast(times(heads, byHeads), 10),
      "2025年12月参保人数乘以按2025年12月参保人数分档的数额不少于10人",
    ],
    [
      "a part of money is money",
      atLeast(proRata(valueOf(standard), { per: "month", by: "days", rounding }), 100_00),
      "示例标准（1,200元）按天折算不少于100元",
    ],
  ])("%s", (_, condition, text) => {
    expect(describe(condition, on)).toBe(text);
  });
});
