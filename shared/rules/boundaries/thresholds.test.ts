import { describe, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { startJudging } from "#shared/rules/evaluating/judging.ts";
import { readExample, type ExampleFacts } from "#shared/rules/example.ts";
import {
  benefit,
  perMonth,
  perQuarter,
  perYear,
  type Amount,
} from "#shared/rules/language/amount.ts";
import { choose } from "#shared/rules/language/choose.ts";
import {
  absent,
  ageAtLeast,
  atLeast,
  atMost,
  dateOnOrBefore,
  holds,
  is,
  judgedDay,
} from "#shared/rules/language/compare.ts";
import type { Condition, NumberExpression } from "#shared/rules/language/condition.ts";
import { decemberOf, fact } from "#shared/rules/language/fact-reference.ts";
import { all, any, cases, not, ratioAtMost, worded } from "#shared/rules/language/logic.ts";
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
  valueOf,
} from "#shared/rules/language/number.ts";
import { some } from "#shared/rules/language/relation.ts";
import { percent } from "#shared/rules/language/share.ts";
import { standard, target } from "#shared/testing/sample-parameters.ts";
import { thresholdsOf, type Threshold } from "./thresholds.ts";

const on = civilDate("2026-03-11");
const rounding = { mode: "down", clause: "一" } as const;
const grade = fact("disabilityGrade");
const heads = fact("insuredHeadcount", decemberOf(-1));
const headcount = (value: number) => ({ "insuredHeadcount@2025-12": value });

const ofCondition = (eligible: Condition, day = on) =>
  thresholdsOf({ eligible, amount: benefit("免费") }, day);
const ofAmount = (amount: Amount | NumberExpression, day = on) =>
  thresholdsOf(
    {
      eligible: holds("veteran"),
      amount: amount.kind === "money" || amount.kind === "none" ? amount : perMonth(amount),
    },
    day,
  );
const told = (thresholds: readonly Threshold[]) =>
  thresholds.map(({ key, text, of, facts, counted }) => ({
    key,
    text,
    of,
    facts: facts.map(({ name }) => name),
    ...(counted === undefined ? {} : { counted }),
  }));
const side = (thresholds: readonly Threshold[], facts: ExampleFacts, place = 0, day = on) =>
  thresholds[place]?.sideOf(startJudging(readExample(facts), day));

describe("a condition's threshold", () => {
  const condition = (key: string, text: string, ...facts: string[]) => ({
    key,
    text,
    of: "condition",
    facts,
  });

  it("is an age, a day or a number, with its words and the facts that lead over it", () => {
    expect(
      told(
        ofCondition(all(ageAtLeast(65), dateOnOrBefore("retiredOn", judgedDay), atLeast(grade, 3))),
      ),
    ).toEqual([
      condition("birthDate lasted 65 years today", "年满65周岁", "birthDate"),
      condition("retiredOn after today", "退休日期不晚于2026年3月11日", "retiredOn"),
      condition("disabilityGrade from 3", "残疾等级不少于3", "disabilityGrade"),
    ]);
  });

  it("of a relative says whose it is", () => {
    expect(told(ofCondition(some("child", ageAtLeast(16))))).toEqual([
      condition("child.birthDate lasted 16 years today", "子女年满16周岁", "birthDate"),
    ]);
  });

  it("of counted relatives is crossed by their number", () => {
    expect(told(ofCondition(atLeast(count("employee", holds("veteran")), 2)))).toEqual([
      {
        ...condition("count of employee from 2", "有“退役军人”登记的职工人数不少于2人"),
        counted: "employee",
      },
    ]);
  });

  it("is none where the comparison is settled beforehand", () => {
    expect(ofCondition(atLeast(grade, 1))).toEqual([]);
  });

  it.each<[string, Condition]>([
    ["yes and no", holds("veteran")],
    ["a list", is("sex", "male")],
    ["an absence", absent("deathDate")],
    ["what joins them", any(not(holds("veteran")), worded({ clause: "一" }, is("sex", "male")))],
    [
      "a quorum and cases",
      atLeast(1, holds("veteran"), cases({ when: holds("veteran"), demand: is("sex", "male") })),
    ],
    ["relatives", some("child", holds("veteran"))],
  ])("is none of %s", (_, eligible) => {
    expect(ofCondition(eligible)).toEqual([]);
  });

  it("has the met on one side, the unmet beyond, and nobody of whom it is not known", () => {
    const age = ofCondition(ageAtLeast(65));
    expect(side(age, { birthDate: "1961-03-11" })).toBe("on");
    expect(side(age, { birthDate: "1961-03-12" })).toBe("beyond");
    expect(side(age, { birthDate: "missing" })).toBeUndefined();
  });
});

it("a threshold names the subject's own numbers and days, not those of relatives", () => {
  const mixed = atLeast(sum(grade, count("child", ageAtLeast(16))), 3);
  const [own, ofChild] = ofCondition(mixed);
  expect(told(own === undefined ? [] : [own])[0]).toMatchObject({ facts: ["disabilityGrade"] });
  expect(told(ofChild === undefined ? [] : [ofChild])[0]).toMatchObject({ facts: ["birthDate"] });
});

describe("a ratio's thresholds", () => {
  const ratio = (limit: Parameters<typeof ratioAtMost>[0]["limit"]) =>
    ratioAtMost({
      name: "裁员率",
      dividend: difference(fact("insuredHeadcount", decemberOf(-2)), heads),
      divisor: fact("insuredHeadcount", decemberOf(-2)),
      limit,
    });
  const facts = ["insuredHeadcount", "insuredHeadcount", "insuredHeadcount"];
  const limit = (text: string) => ({
    key: `裁员率 at most ${text}`,
    text: `裁员率不超过${text}`,
    of: "condition",
    facts,
  });

  it("are one for each limit that it can have on the day, each once", () => {
    expect(told(ofCondition(ratio(percent("5.5"))))).toEqual([limit("5.5%")]);
    const bySize = (use: string, otherwise: string) =>
      choose({ when: is("sizeClass", "large"), use: percent(use), otherwise: percent(otherwise) });
    expect(told(ofCondition(ratio(bySize("3.6", "20"))))).toEqual([limit("3.6%"), limit("20%")]);
    expect(told(ofCondition(ratio(bySize("20", "20"))))).toEqual([limit("20%")]);
    expect(told(ofCondition(ratio(shareOf(target))))).toEqual([limit("20%")]);
    expect(told(ofCondition(ratio(shareOf(target)), civilDate("2024-03-11")))).toEqual([]);
  });

  it("touch only those to whom the limit applies", () => {
    const both = ofCondition(
      ratio(
        choose({ when: is("sizeClass", "large"), use: percent("10"), otherwise: percent("20") }),
      ),
    );
    const firm = { "insuredHeadcount@2024-12": 100, ...headcount(85) };
    const sides = (more: ExampleFacts) =>
      [0, 1].map((place) => side(both, { ...firm, ...more }, place));
    expect(sides({ sizeClass: "large" })).toEqual(["beyond", undefined]);
    expect(sides({ sizeClass: "small" })).toEqual([undefined, "on"]);
    expect(sides({})).toEqual([undefined, undefined]);
  });
});

describe("an amount's threshold", () => {
  const amount = (key: string, text: string, ...facts: string[]) => ({
    key,
    text,
    of: "amount",
    facts,
  });

  it("is where a band of age begins", () => {
    const bands = ofAmount(
      byAge([
        [65, 75],
        [70, 150],
      ]),
    );
    expect(told(bands)).toEqual([
      amount("band of age from 65", "年满65周岁（分档）", "birthDate"),
      amount("band of age from 70", "年满70周岁（分档）", "birthDate"),
    ]);
    expect(side(bands, { birthDate: "1961-03-11" })).toBe("on");
    expect(side(bands, { birthDate: "1961-03-12" })).toBe("beyond");
    expect(side(bands, { birthDate: "1961-03-11" }, 1)).toBe("beyond");
    expect(side(bands, { birthDate: "missing" })).toBeUndefined();
  });

  it("is where a band begins, above the least that there can be", () => {
    const bands = ofAmount(
      byBands(heads, [
        [0, 100],
        [1, 500],
        [30, 400],
      ]),
    );
    expect(told(bands)).toEqual([
      amount(
        "band of insuredHeadcount@-1 from 1",
        "2025年12月参保人数达到1（分档）",
        "insuredHeadcount",
      ),
      amount(
        "band of insuredHeadcount@-1 from 30",
        "2025年12月参保人数达到30（分档）",
        "insuredHeadcount",
      ),
    ]);
    expect([29, 30].map((value) => side(bands, headcount(value), 1))).toEqual(["beyond", "on"]);
    expect(side(bands, {})).toBeUndefined();
  });

  it("names all figures that a band is of", () => {
    const bands = ofAmount(byBands(sum(grade, fact("insuredMonths")), [[12, 100]]));
    expect(told(bands)).toEqual([
      amount(
        "band of disabilityGrade+insuredMonths from 12",
        "残疾等级加本次就业参保月数达到12（分档）",
        "disabilityGrade",
        "insuredMonths",
      ),
    ]);
  });

  it("is a cap, in yuan where it caps money", () => {
    const cap = ofAmount(capped(perHead(600_00, heads), 3_000_00));
    expect(told(cap)).toEqual([
      amount("insuredHeadcount@-1 capped at 3,000元", "最高3,000元", "insuredHeadcount"),
    ]);
    expect([4, 5, 6].map((value) => side(cap, headcount(value)))).toEqual(["on", "on", "beyond"]);
    expect(side(cap, {})).toBeUndefined();
  });

  it.each<[string, NumberExpression, string, string]>([
    [
      "people where it caps a headcount",
      capped(heads, 50),
      "insuredHeadcount@-1 capped at 50人",
      "最高50人",
    ],
    [
      "people where it caps relatives",
      capped(count("employee", holds("veteran")), 5),
      "count of employee capped at 5人",
      "最高5人",
    ],
    [
      "a figure by its name",
      capped(perHead(600_00, heads), valueOf(standard)),
      "insuredHeadcount@-1 capped at 示例标准（1,200元）",
      "最高示例标准（1,200元）",
    ],
  ])("is a cap in %s", (_, number, key, text) => {
    expect(told(ofAmount(number)).map((one) => [one.key, one.text])).toEqual([[key, text]]);
  });

  it("joins the figures that are capped", () => {
    const both = sum(heads, fact("insuredHeadcount", decemberOf(-2)));
    expect(ofAmount(capped(perHead(600_00, both), 3_000_00)).map(({ key }) => key)).toEqual([
      "insuredHeadcount@-1+insuredHeadcount@-2 capped at 3,000元",
    ]);
  });

  it("of a cap that is not known touches nobody", () => {
    const day = civilDate("2024-09-01");
    const cap = ofAmount(capped(perHead(600_00, heads), valueOf(standard)), day);
    expect(side(cap, { "insuredHeadcount@2023-12": 5 }, 0, day)).toBeUndefined();
  });

  it("of one fact alone has no figure of its own", () => {
    expect(ofAmount(sum(heads, constant(1)))).toEqual([]);
    expect(ofAmount(difference(heads, constant(1)))).toEqual([]);
    expect(ofAmount(valueOf(standard))).toEqual([]);
    expect(ofAmount(proportionOf(percent("60"), heads, rounding))).toEqual([]);
    expect(ofAmount(choose({ when: holds("veteran"), use: 1, otherwise: heads }))).toEqual([]);
    expect(ofAmount(count("child", holds("veteran")))).toEqual([]);
  });
});

describe("the thresholds of a part of a period", () => {
  const part = (per: "month" | "quarter" | "year", ends: "since" | "until" | "both") =>
    proRata(310_00, {
      per,
      by: "days",
      ...(ends === "until" ? {} : { since: fact("retiredOn") }),
      ...(ends === "since" ? {} : { until: fact("deathDate") }),
      rounding,
    });

  it("are one for each end that it has", () => {
    const since = {
      key: "retiredOn since of month",
      text: "退休日期（折算）",
      of: "amount",
      facts: ["retiredOn"],
    };
    const until = {
      key: "deathDate until of month",
      text: "死亡注销登记日期（折算）",
      of: "amount",
      facts: ["deathDate"],
    };
    expect(told(ofAmount(part("month", "both")))).toEqual([since, until]);
    expect(told(ofAmount(part("month", "since")))).toEqual([since]);
    expect(told(ofAmount(part("month", "until")))).toEqual([until]);
    expect(ofAmount(part("month", "since"))[0]?.place.node.kind).toBe("number");
  });

  it.each<[Amount, string, string, string, string]>([
    [
      perMonth<"person">(part("month", "both")),
      "2026-03-01",
      "2026-03-02",
      "2026-03-31",
      "2026-03-30",
    ],
    [
      perQuarter<"person">(part("quarter", "both")),
      "2026-01-01",
      "2026-01-02",
      "2026-03-31",
      "2026-03-30",
    ],
    [
      perYear<"person">(part("year", "both")),
      "2026-01-01",
      "2026-01-02",
      "2026-12-31",
      "2026-12-30",
    ],
  ])("lie at its first and its last day", (amount, first, second, last, before) => {
    const thresholds = ofAmount(amount);
    expect([first, second].map((retiredOn) => side(thresholds, { retiredOn }))).toEqual([
      "on",
      "beyond",
    ]);
    expect([last, before].map((deathDate) => side(thresholds, { deathDate }, 1))).toEqual([
      "on",
      "beyond",
    ]);
  });

  it("touch nobody of whom the day is not known", () => {
    const thresholds = ofAmount(part("month", "both"));
    expect(side(thresholds, { retiredOn: "missing" })).toBeUndefined();
    expect(side(thresholds, {}, 1)).toBeUndefined();
  });
});

it("thresholds stand in the order of the rule, the amount's last, the same one in each of its places", () => {
  const rule = {
    eligible: any(ageAtLeast(65), all(holds("veteran"), ageAtLeast(65)), atMost(grade, 2)),
    amount: perMonth<"person">(byAge([[65, 75]])),
  };
  expect(thresholdsOf(rule, on).map(({ key }) => key)).toEqual([
    "birthDate lasted 65 years today",
    "birthDate lasted 65 years today",
    "disabilityGrade from 3",
    "band of age from 65",
  ]);
});
