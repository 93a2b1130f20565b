import { describe, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { minimumLivingStandard } from "#shared/parameters/minimum-living-standard.ts";
import { startJudging } from "#shared/rules/evaluating/judging.ts";
import { readExample, type ExampleFacts } from "#shared/rules/example.ts";
import { choose } from "#shared/rules/language/choose.ts";
import { atLeast, atMost, holds, is, lessThan, moreThan } from "#shared/rules/language/compare.ts";
import type { Condition, NumberExpression } from "#shared/rules/language/condition.ts";
import { decemberOf, fact, lastYear } from "#shared/rules/language/fact-reference.ts";
import { ratioAtMost } from "#shared/rules/language/logic.ts";
import {
  byAge,
  byBands,
  capped,
  constant,
  count,
  difference,
  proRata,
  proportionOf,
  sum,
  times,
  valueOf,
} from "#shared/rules/language/number.ts";
import { percent } from "#shared/rules/language/share.ts";
import { clauseOn } from "#shared/testing/ask-judge.ts";
import { numberFinding, ratioFinding } from "./finding-number.ts";

/** What is found on 1 July 2024. */
function found(condition: Condition, facts: ExampleFacts) {
  const { verdict, found: text } = clauseOn(condition, facts);
  return [verdict, text];
}

const judgingOf = (facts: ExampleFacts) =>
  startJudging(readExample(facts), civilDate("2024-07-01"));

const before = fact("insuredHeadcount", decemberOf(-2));
const after = fact("insuredHeadcount", decemberOf(-1));
const attrition = fact("naturalAttrition", lastYear);
const premium = fact("unemploymentPremiumPaidFen", lastYear);
const grade = fact("disabilityGrade");
const rounding = { mode: "half-up", clause: "一" } as const;

const firm = {
  sizeClass: "small",
  "insuredHeadcount@2022-12": 200,
  "insuredHeadcount@2023-12": 188,
  "naturalAttrition@2023": 3,
  "unemploymentPremiumPaidFen@2023": 1000_00,
} as const;

describe("a number is found with the figures that it was computed from", () => {
  const chosen = choose({ when: is("sizeClass", "small"), use: after, otherwise: before });

  it.each<[string, Condition, ExampleFacts, string, string]>([
    [
      "one fact by its value",
      atLeast(after, 100),
      firm,
      "met",
      "2023年12月参保人数为188人，不少于100人",
    ],
    [
      "one fact that falls short",
      moreThan(after, 188),
      firm,
      "unmet",
      "2023年12月参保人数为188人，不多于188人",
    ],
    [
      "two facts",
      lessThan(after, before),
      firm,
      "met",
      "2023年12月参保人数少于2022年12月参保人数（2023年12月参保人数188人，2022年12月参保人数200人）",
    ],
    [
      "the same fact twice, once",
      atLeast(after, after),
      firm,
      "met",
      "2023年12月参保人数不少于2023年12月参保人数（2023年12月参保人数188人）",
    ],
    [
      "a constant against a fact",
      atMost(constant(9), attrition),
      firm,
      "unmet",
      "9超过2023年自然减员人数（2023年自然减员人数3人）",
    ],
    [
      "a sum",
      atLeast(sum(after, attrition), 192),
      firm,
      "unmet",
      "2023年12月参保人数加2023年自然减员人数少于192人（2023年12月参保人数188人，2023年自然减员人数3人）",
    ],
    [
      "a difference",
      atMost(difference(before, after), 12),
      firm,
      "met",
      "2022年12月参保人数减去2023年12月参保人数不超过12人（2022年12月参保人数200人，2023年12月参保人数188人）",
    ],
    [
      "a product",
      atLeast(times(2, attrition), 6),
      firm,
      "met",
      "2023年自然减员人数的2倍不少于6人（2023年自然减员人数3人）",
    ],
    [
      "a cap",
      atLeast(capped(after, 100), 100),
      firm,
      "met",
      "2023年12月参保人数（最高100人）不少于100人（2023年12月参保人数188人）",
    ],
    [
      "a proportion",
      atLeast(proportionOf(percent("50"), premium, rounding), 600_00),
      firm,
      "unmet",
      "2023年实际缴纳的失业保险费的50%少于600元（2023年实际缴纳的失业保险费1,000元）",
    ],
    [
      "bands",
      atLeast(
        byBands(after, [
          [1, 5],
          [100, 7],
        ]),
        7,
      ),
      firm,
      "met",
      "按2023年12月参保人数分档的数额不少于7（2023年12月参保人数188人）",
    ],
    [
      "a part of a period",
      atLeast(proRata(premium, { per: "month", by: "days", rounding }), 1),
      firm,
      "met",
      "2023年实际缴纳的失业保险费按天折算不少于0.01元（2023年实际缴纳的失业保险费1,000元）",
    ],
    [
      "bands of age",
      atLeast(byAge([[60, 2]]), 2),
      { birthDate: "1961-03-01" },
      "met",
      "按周岁分档的数额不少于2（出生日期1961年3月1日）",
    ],
    [
      "a parameter, which is no figure of the subject's",
      atLeast(premium, valueOf(minimumLivingStandard)),
      firm,
      "unmet",
      "2023年实际缴纳的失业保险费为1,000元，少于城乡居民最低生活保障标准（1,420元）",
    ],
    [
      "a parameter alone",
      atLeast(valueOf(minimumLivingStandard), 1000_00),
      {},
      "met",
      "城乡居民最低生活保障标准（1,420元）不少于1,000元",
    ],
    [
      "the branch taken",
      atLeast(chosen, 1),
      firm,
      "met",
      "2022年12月参保人数（企业划型为小型的为2023年12月参保人数）不少于1人（2023年12月参保人数188人）",
    ],
    [
      "the other branch",
      atLeast(chosen, 1),
      { ...firm, sizeClass: "large" },
      "met",
      "2022年12月参保人数（企业划型为小型的为2023年12月参保人数）不少于1人（2022年12月参保人数200人）",
    ],
    [
      "a count, without any",
      atMost(count("employee", holds("veteran")), 0),
      { employee: [{ veteran: true }] },
      "unmet",
      "有“退役军人”登记的职工人数超过0人",
    ],
    [
      "a fact that does not exist",
      atLeast(sum(constant(1), grade), 2),
      {},
      "unmet",
      "没有“残疾等级”登记",
    ],
    ["a bound that does not exist", atLeast(constant(1), grade), {}, "unmet", "没有“残疾等级”登记"],
  ])("%s", (_, condition, facts, verdict, text) => {
    expect(found(condition, facts)).toEqual([verdict, text]);
  });

  it("of which none is known as 无", () => {
    expect(numberFinding(atLeast(after, 1), false, judgingOf({}))).toBe(
      "2023年12月参保人数为无，少于1人",
    );
  });
});

describe("a ratio is found", () => {
  const rate = (
    divisor: NumberExpression<"organisation">,
    dividend: NumberExpression<"organisation"> = difference(before, after),
  ) => ratioAtMost({ name: "裁员率", dividend, divisor, limit: percent("5.5") });
  const figures = (then: number, now: number) =>
    `（2022年12月参保人数${then}人，2023年12月参保人数${now}人）`;
  const headcounts = (then: number, now: number) => ({
    "insuredHeadcount@2022-12": then,
    "insuredHeadcount@2023-12": now,
  });

  it.each<[string, number, number, string, string]>([
    ["above its limit", 200, 188, "unmet", "裁员率为6%，超过5.5%"],
    ["at its limit", 200, 189, "met", "裁员率为5.5%，不超过5.5%"],
    ["as nought where nobody left", 200, 200, "met", "裁员率为0%，不超过5.5%"],
    ["below nought where there are more than before", 200, 201, "met", "裁员率低于0%，不超过5.5%"],
    ["about, where it does not come out even", 30, 29, "met", "裁员率约为3.3333%，不超过5.5%"],
    ["about, where it is above", 30, 28, "unmet", "裁员率约为6.6666%，超过5.5%"],
    ["with a divisor of one", 1, 1, "met", "裁员率为0%，不超过5.5%"],
  ])("%s, with each figure once, the divisor's first", (_, then, now, verdict, text) => {
    expect(found(rate(before), headcounts(then, now))).toEqual([
      verdict,
      `${text}${figures(then, now)}`,
    ]);
  });

  it("with the divisor's figures before the dividend's", () => {
    expect(found(rate(before, attrition), firm)).toEqual([
      "met",
      "裁员率为1.5%，不超过5.5%（2022年12月参保人数200人，2023年自然减员人数3人）",
    ]);
  });

  it("as none where nobody is there to divide by", () => {
    expect(found(rate(before), headcounts(0, 0))).toEqual(["unmet", "没有可以计算裁员率的人数"]);
    expect(found(rate(difference(before, after)), headcounts(1, 2))).toEqual([
      "unmet",
      "没有可以计算裁员率的人数",
    ]);
  });

  it("as nothing where the dividend or the divisor does not exist", () => {
    const share = { name: "比率", limit: percent("50") };
    const dividend = ratioAtMost({ ...share, dividend: grade, divisor: constant(4) });
    const divisor = ratioAtMost({ ...share, dividend: constant(1), divisor: grade });
    expect(found(dividend, {})).toEqual(["unmet", ""]);
    expect(found(divisor, {})).toEqual(["unmet", ""]);
    expect(found(divisor, { disabilityGrade: 4 })).toEqual([
      "met",
      "比率为25%，不超过50%（残疾等级4）",
    ]);
  });

  it("as nothing where its limit is not known", () => {
    const limit = choose({
      when: is("sizeClass", "small"),
      use: percent("20"),
      otherwise: percent("5.5"),
    });
    const limited = ratioAtMost({ name: "裁员率", dividend: attrition, divisor: before, limit });
    expect(ratioFinding(limited, true, judgingOf({ ...firm, sizeClass: "missing" }))).toBe("");
    expect(ratioFinding(limited, true, judgingOf(firm))).toBe(
      "裁员率为1.5%，不超过20%（2022年12月参保人数200人，2023年自然减员人数3人）",
    );
  });
});
