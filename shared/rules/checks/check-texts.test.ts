import { hasShanghaiHukou } from "#shared/rules/clauses/person.ts";
import { benefit, perMonth, perYear } from "#shared/rules/language/amount.ts";
import { ageAtLeast, atLeast, atMost, dateOnOrAfter } from "#shared/rules/language/compare.ts";
import { type Condition } from "#shared/rules/language/condition.ts";
import { decemberOf, fact } from "#shared/rules/language/fact-reference.ts";
import { all, ratioAtMost, worded } from "#shared/rules/language/logic.ts";
import { capped, perHead, shareOf, valueOf } from "#shared/rules/language/number.ts";
import { parameter, type ParameterValue } from "#shared/rules/language/parameter.ts";
import { percent, type Share } from "#shared/rules/language/share.ts";
import { describe, expect, it } from "vitest";
import {
  source,
  soundRule,
  broken,
  found,
  foundOf,
  finding,
  amountInWords,
} from "#shared/testing/a-sound-policy.ts";

describe("sources", () => {
  it.each([
    ["document", { document: "" }, "cites nothing"],
    ["document", { document: "TODO" }, "cites nothing"],
    ["clause", { clause: "待补" }, "cites nothing"],
    ["inForceUntil", { inForceUntil: "2022-02-30" }, "no real day"],
    ["inForceUntil", { inForceUntil: "2025-12-31" }, "goes on after its document ended"],
    ["url", { url: "law.example" }, "no address"],
  ])("lack their %s: %j", (field, change, says) => {
    expect(found(broken({ source: { ...source, ...change } }))).toEqual(
      finding(`source.${field}`, says),
    );
  });
});

describe("parameters", () => {
  const value = { from: "2020-01-01", value: 100_00, status: "sourced", source } as const;
  type Values = readonly [ParameterValue<number, string>, ...ParameterValue<number, string>[]];
  const withValues = (...values: Values) => {
    const standard = parameter<number>({
      id: "standard",
      label: "某项标准",
      publisher: "civil-affairs",
      unit: "fen",
      values,
    });
    return foundOf(soundRule.eligible, perMonth(valueOf(standard)), {
      amountInWords: "每月某项标准",
    });
  };

  it("have a value on the version's first day, and on the days between two values", () => {
    expect(withValues(value).filter((text) => text.includes("某项标准”:"))).toEqual([]);
    expect(withValues({ ...value, from: "2020-01-02" })).toEqual(
      finding("某项标准", "no value on 2020-01-01"),
    );
    const [first, second] = [
      { ...value, until: "2021-12-31" },
      { ...value, from: "2023-01-01" },
    ];
    expect(withValues(first, second)).toEqual(finding("某项标准", "no value on 2022-01-01"));
  });

  it("have values that ascend and do not overlap", () => {
    expect(withValues(value, { ...value, from: "2021-01-01" })).toEqual(
      finding("某项标准", "overlaps"),
    );
    expect(withValues({ ...value, until: "2019-12-31" })).toEqual(
      finding("某项标准", "before it begins"),
    );
  });

  it("cite a source for each value, and do not outlive it", () => {
    expect(withValues({ ...value, source: { ...source, clause: "" } })).toEqual(
      finding("某项标准", "cites nothing"),
    );
    expect(withValues({ ...value, source: { ...source, inForceUntil: "2020-12-31" } })).toEqual(
      finding("某项标准", "after its document ended"),
    );
    expect(withValues({ ...value, status: "sample" })).toEqual(
      finding("某项标准", "whether it is a sample"),
    );
  });

  it("that are shares are fractions", () => {
    const target = parameter<Share>({
      id: "target",
      label: "目标",
      publisher: "human-resources",
      unit: "share",
      values: [{ ...value, value: { kind: "share", numerator: -1, denominator: 100 } }],
    });
    const heads = fact("disabilityGrade");
    const ratio = ratioAtMost({
      name: "率",
      dividend: heads,
      divisor: heads,
      limit: shareOf(target),
    });
    expect(foundOf(ratio)).toEqual(finding("", "-1/100 is no share"));
  });
});

describe("delivery and discretion", () => {
  it("never grants unasked what needs an application or has an adverse side", () => {
    const byLaw = { mode: "direct", ground: "application-by-law-or-regulation" };
    expect(found(broken(byLaw))).toEqual(finding("mode", "demand an application"));
    expect(found(broken({ mode: "direct", ground: "none", adverseEffects: true }))).toEqual(
      finding("mode", "adverse"),
    );
  });

  it("pays no money at a scan", () => {
    expect(found(broken({ mode: "scan", ground: "none" }))).toEqual(
      finding(amountInWords, "A scan pays no money"),
    );
  });

  it("gives a sensitive policy a neutral title, and tells nothing by it", () => {
    expect(found(broken({}, { sensitive: true }))).toEqual(
      finding("neutralTitle", "no neutral title"),
    );
    const telling = { sensitive: true, neutralTitle: "残疾补贴" };
    expect(found(broken({}, telling))).toEqual(finding("neutralTitle", "“残”"));
    const fulfilment = { kind: "payment", remark: "低保金" };
    const remark = { sensitive: true, neutralTitle: "补贴", fulfilment };
    expect(found(broken({}, remark))).toEqual(finding("fulfilment.remark", "“低保”"));
    expect(foundOf(soundRule.eligible, benefit("烈属免费"))).toEqual(
      finding("amount.benefit", "“烈”"),
    );
  });
});

describe("words", () => {
  const said = (words: string) => found(broken({ amountInWords: words }));

  it.each([
    ["65–69周岁每月100元，70周岁及以上每月210元", "“210元”"],
    ["65–69周岁每月100元，70周岁及以上每月210元", "20000"],
    ["65–68周岁每月100元，70周岁及以上每月200元", "“68周岁”"],
    ["66–69周岁每月100元，70周岁及以上每月200元", "“66周岁”"],
    ["每月100元，70周岁及以上每月200元", "The rule has 65"],
    ["65–69周岁每月100元，70周岁及以上每月200元，2021年3月1日起", "2021-03-01"],
  ])("of an amount name its numbers and no others: %s", (words, says) => {
    expect(said(words)).toEqual(finding(`金额：${words}`, says));
  });

  it("of an amount may name the version's own days", () => {
    expect(said(`${soundRule.amountInWords}，2020年1月1日起`)).toEqual([]);
  });

  it.each<[string, Condition<"person">, string]>([
    ["年满60周岁", ageAtLeast(65), "“60周岁”"],
    ["年满60周岁", ageAtLeast(65), "The rule has 65"],
    ["残疾等级较高", atMost(fact("disabilityGrade"), 2), "the number 2"],
    ["2022年3月1日后退休", dateOnOrAfter("retiredOn", "2022-03-02"), "2022-03-02"],
    ["2022年3月1日后退休", dateOnOrAfter("retiredOn", "2022-03-02"), "2022-03-01"],
    [
      "比率不超过5%",
      ratioAtMost({
        name: "率",
        dividend: fact("disabilityGrade"),
        divisor: fact("disabilityCategory"),
        limit: percent("5.5"),
      }),
      "5.5%",
    ],
  ])("of a clause name its numbers and no others: %s", (clause, part, says) => {
    expect(foundOf(all(hasShanghaiHukou, worded({ clause }, part)))).toEqual(finding(clause, says));
  });

  it("may give yuan, tens of thousands of yuan, months of the calendar, and the telephone", () => {
    const heads = fact("insuredHeadcount", decemberOf(-1));
    const amount = perYear(capped(perHead(600_00, heads), 3_000_000_00));
    const firm = {
      subject: "organisation",
      period: "year",
      standing: false,
      assurance: "signed-in",
    };
    const clause = { clause: "上年12月有职工参保", unmet: "没有参保（如有误，请拨打12345）" };
    const rule = { eligible: worded(clause, atLeast(heads, 1)), amount };
    const texts = (words: string) => found(broken({ ...rule, amountInWords: words }, firm), []);
    const faultsOfWords = (words: string) => texts(words).filter((text) => text.includes("words"));
    expect(faultsOfWords("每人600元，最高300万元")).toEqual([]);
    expect(texts("每人600元，最高30万元")).toEqual(finding("金额", "“30万元”"));
  });
});
