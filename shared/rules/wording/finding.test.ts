import { describe, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { startJudging } from "#shared/rules/evaluating/judging.ts";
import { readExample, type ExampleFacts } from "#shared/rules/example.ts";
import {
  ageAtLeast,
  atLeast,
  dateAfter,
  dateBefore,
  dateOnOrBefore,
  firstOfMonth,
  holds,
  isOneOf,
  judgedDay,
  lasted,
  months,
  years,
} from "#shared/rules/language/compare.ts";
import type { Condition } from "#shared/rules/language/condition.ts";
import { decemberOf, fact } from "#shared/rules/language/fact-reference.ts";
import { all, any, cases, not, ratioAtMost, worded } from "#shared/rules/language/logic.ts";
import { difference } from "#shared/rules/language/number.ts";
import { percent } from "#shared/rules/language/share.ts";
import { clauseOn } from "#shared/testing/ask-judge.ts";
import { findingOf } from "./finding.ts";

const found = (condition: Condition, facts: ExampleFacts) => {
  const { verdict, found: text } = clauseOn(condition, facts, "2026-12-05");
  return [verdict, text];
};

type Row = readonly [string, Condition, ExampleFacts, readonly [string, string]];

const veteran = holds("veteran");
const martyrFamily = holds("martyrFamily");

describe("what is not settled", () => {
  it.each<Row>([
    ["a record", veteran, { veteran: "missing" }, ["unknown", ""]],
    [
      "several",
      all(veteran, martyrFamily),
      { veteran: "conflict", martyrFamily: true },
      ["unknown", ""],
    ],
    ["an age", ageAtLeast(60), {}, ["unknown", ""]],
  ])("finds nothing: %s", (_, condition, facts, expected) => {
    expect(found(condition, facts)).toEqual(expected);
  });

  it("finds nothing of the opposite of what was not judged", () => {
    const judging = startJudging(readExample({}), civilDate("2026-12-05"));
    const outcome = { condition: not(veteran), verdict: "met", missing: [], parts: [] } as const;
    expect(findingOf(outcome, judging)).toBe("");
  });
});

describe("several conditions", () => {
  const silent = worded({ clause: "没有其他情形", met: "", unmet: "" }, martyrFamily);
  const both = { veteran: true, martyrFamily: true } as const;
  const old = { birthDate: "1961-03-01" } as const;

  it.each<Row>([
    [
      "all of them, one after the other",
      all(veteran, martyrFamily),
      both,
      ["met", "有“退役军人”登记，有“烈属”登记"],
    ],
    [
      "of all only what is in the way",
      all(veteran, martyrFamily),
      { veteran: true },
      ["unmet", "没有“烈属”登记"],
    ],
    [
      "of any only what holds",
      any(all(veteran, ageAtLeast(60)), martyrFamily),
      { ...old, veteran: true },
      ["met", "有“退役军人”登记，已满60周岁（生日1961年3月1日）"],
    ],
    [
      "nothing of what is to say nothing, first or last",
      all(silent, veteran, silent),
      both,
      ["met", "有“退役军人”登记"],
    ],
    ["nothing where none says anything", any(silent, silent), {}, ["unmet", ""]],
    [
      "of cases what the case demands",
      cases({ when: veteran, demand: ageAtLeast(60) }),
      { ...old, veteran: true },
      ["met", "已满60周岁（生日1961年3月1日）"],
    ],
  ])("tell %s", (_, condition, facts, expected) => {
    expect(found(condition, facts)).toEqual(expected);
  });
});

describe("a duration", () => {
  const onNewYear = ageAtLeast(60, firstOfMonth(1, 0));

  it.each<Row>([
    [
      "an age on another day, which is reached",
      onNewYear,
      { birthDate: "1966-01-01" },
      ["met", "截至2026年1月1日年满60周岁（生日1966年1月1日）"],
    ],
    [
      "an age on another day, which is not reached",
      onNewYear,
      { birthDate: "1966-01-02" },
      ["unmet", "截至2026年1月1日未满60周岁（生日1966年1月2日，2026年1月2日满60周岁）"],
    ],
    [
      "months since birth",
      lasted("birthDate", months(6)),
      { birthDate: "2026-06-05" },
      ["met", "自出生日期起已满6个月（出生日期2026年6月5日）"],
    ],
    [
      "years since another event",
      lasted("retiredOn", years(1)),
      { retiredOn: "2025-12-05" },
      ["met", "自退休日期起已满1年（退休日期2025年12月5日）"],
    ],
    [
      "years since another event, not yet over",
      lasted("retiredOn", years(1)),
      { retiredOn: "2025-12-06" },
      ["unmet", "自退休日期起未满1年（退休日期2025年12月6日，2026年12月6日满1年）"],
    ],
    [
      "an event that is not registered",
      lasted("deathDate", months(6)),
      {},
      ["unmet", "没有“死亡注销登记日期”登记"],
    ],
  ])("%s", (_, condition, facts, expected) => {
    expect(found(condition, facts)).toEqual(expected);
  });
});

describe("a day", () => {
  const retired = { retiredOn: "2026-12-04" } as const;

  it.each<Row>([
    [
      "that has come",
      dateOnOrBefore("retiredOn", judgedDay),
      retired,
      ["met", "退休日期为2026年12月4日"],
    ],
    [
      "before the judged day",
      dateBefore("retiredOn", judgedDay),
      retired,
      ["met", "退休日期为2026年12月4日，早于2026年12月5日"],
    ],
    [
      "not after the judged day",
      dateAfter("retiredOn", judgedDay),
      retired,
      ["unmet", "退休日期为2026年12月4日，不晚于2026年12月5日"],
    ],
    [
      "that is not registered",
      dateOnOrBefore("deathDate", judgedDay),
      {},
      ["unmet", "没有“死亡注销登记日期”登记"],
    ],
    [
      "against one that is not registered",
      dateBefore("birthDate", { dayOf: "deathDate" }),
      { birthDate: "1961-03-01" },
      ["unmet", "没有“死亡注销登记日期”登记"],
    ],
    [
      "against another one",
      dateBefore("birthDate", { dayOf: "deathDate" }),
      { birthDate: "1961-03-01", deathDate: "2026-11-30" },
      ["met", "出生日期为1961年3月1日，早于死亡注销登记日期（2026年11月30日）"],
    ],
  ])("%s", (_, condition, facts, expected) => {
    expect(found(condition, facts)).toEqual(expected);
  });
});

describe("a value", () => {
  const four = isOneOf("hukouDistrict", ["310101", "310104", "310105", "310106"]);
  const five = isOneOf("hukouDistrict", ["310101", "310104", "310105", "310106", "310107"]);

  it.each<Row>([
    ["one of the listed", four, { hukouDistrict: "310104" }, ["met", "户籍所在区为徐汇区"]],
    [
      "none of four, which are told",
      four,
      { hukouDistrict: "310107" },
      ["unmet", "户籍所在区为普陀区，不是黄浦区、徐汇区、长宁区或者静安区"],
    ],
    [
      "none of five, which are too many to tell",
      five,
      { hukouDistrict: "elsewhere" },
      ["unmet", "户籍所在区为外省市"],
    ],
    [
      "none at all, for the register does not list the subject",
      isOneOf("specialisedNew", ["city"]),
      {},
      ["unmet", "没有“专精特新”登记"],
    ],
  ])("%s", (_, condition, facts, expected) => {
    expect(found(condition, facts)).toEqual(expected);
  });
});

describe("a condition with words of its own", () => {
  const either = any(veteran, martyrFamily);
  const says = (met: string) => worded({ clause: "属于优抚对象", met }, either);
  const graded = worded(
    { clause: "有残疾等级", met: "{disabilityGrade}级（{disabilityCategory}类）残疾" },
    all(atLeast(fact("disabilityGrade"), 1), atLeast(fact("disabilityCategory"), 1)),
  );

  it.each<Row>([
    [
      "puts values in the places that name them",
      graded,
      { disabilityGrade: 2, disabilityCategory: 5 },
      ["met", "2级（5类）残疾"],
    ],
    [
      "says nothing of its own without words for the verdict",
      says("属于优抚对象"),
      {},
      ["unmet", "没有“退役军人”登记，没有“烈属”登记"],
    ],
    ["leaves empty what is no fact", says("甲{nobody}乙"), { veteran: true }, ["met", "甲乙"]],
    [
      "leaves empty a fact that was not read",
      says("甲{sex}乙"),
      { veteran: true, sex: "male" },
      ["met", "甲乙"],
    ],
    [
      "leaves empty a fact of which nothing is known",
      says("甲{veteran}乙"),
      { veteran: "missing", martyrFamily: true },
      ["met", "甲乙"],
    ],
    [
      "leaves empty a fact that is absent",
      says("甲{veteran}乙"),
      { martyrFamily: true },
      ["met", "甲乙"],
    ],
  ])("%s", (_, condition, facts, expected) => {
    expect(found(condition, facts)).toEqual(expected);
  });
});

describe("a ratio", () => {
  const [before, after] = [
    fact("insuredHeadcount", decemberOf(-2)),
    fact("insuredHeadcount", decemberOf(-1)),
  ];
  const rate = ratioAtMost({
    name: "裁员率",
    dividend: difference(before, after),
    divisor: before,
    limit: percent("5.5"),
  });

  it.each<Row>([
    [
      "within its limit",
      rate,
      { "insuredHeadcount@2024-12": 200, "insuredHeadcount@2025-12": 189 },
      ["met", "裁员率为5.5%，不超过5.5%（2024年12月参保人数200人，2025年12月参保人数189人）"],
    ],
    [
      "over its limit",
      rate,
      { "insuredHeadcount@2024-12": 200, "insuredHeadcount@2025-12": 188 },
      ["unmet", "裁员率为6%，超过5.5%（2024年12月参保人数200人，2025年12月参保人数188人）"],
    ],
  ])("%s", (_, condition, facts, expected) => {
    expect(found(condition, facts)).toEqual(expected);
  });
});
