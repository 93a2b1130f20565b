import type { FactName } from "#shared/facts/dictionary.ts";
import { perMonth } from "#shared/rules/language/amount.ts";
import { choose } from "#shared/rules/language/choose.ts";
import {
  absent,
  ageAtLeast,
  atLeast,
  atMost,
  dateOnOrAfter,
  dateOnOrBefore,
  firstOfMonth,
  holds,
  is,
  judgedDay,
  lasted,
  months,
  years,
} from "#shared/rules/language/compare.ts";
import type { Condition, NumberExpression } from "#shared/rules/language/condition.ts";
import { decemberOf, fact, monthBefore } from "#shared/rules/language/fact-reference.ts";
import { all, any, cases, not, ratioAtMost, worded } from "#shared/rules/language/logic.ts";
import {
  byAge,
  byBands,
  capped,
  constant,
  count,
  difference,
  proportionOf,
  proRata,
  shareOf,
  sum,
  times,
  valueOf,
} from "#shared/rules/language/number.ts";
import { parameter } from "#shared/rules/language/parameter.ts";
import { some } from "#shared/rules/language/relation.ts";
import { percent, type Share } from "#shared/rules/language/share.ts";
import { broken, foundBy, source, type Loose } from "#shared/testing/a-sound-policy.ts";
import { describe, expect, it } from "vitest";
import { checkWords } from "./words.ts";

/** What the rule has and the words do not say, or the other way round. */
const faults = (change: Loose) =>
  foundBy(checkWords, broken(change)).map(({ en }) => en.split(/, (?:but|which) /)[0]);

const inClause = (clause: string, condition: Condition) =>
  faults({ eligible: worded({ clause }, condition), amount: perMonth(1), amountInWords: "一分" });
const inAmount = (words: string, amountFen: NumberExpression) =>
  faults({ eligible: holds("veteran"), amount: perMonth(amountFen), amountInWords: words });

const heads = fact("insuredHeadcount", decemberOf(-1));
const grade = fact("disabilityGrade");
const rounding = { mode: "down", clause: "一" } as const;
const since2030 = { status: "sourced", source, from: "2030-01-01" } as const;
const since2020 = { ...since2030, from: "2020-01-01" } as const;

const standard = (from: string) =>
  valueOf(
    parameter<number>({
      id: "standard",
      label: "某项标准",
      publisher: "civil-affairs",
      unit: "fen",
      values: [{ ...since2020, from, value: 1_330_00 }],
    }),
  );
const rate = (from: string) =>
  shareOf(
    parameter<Share>({
      id: "rate",
      label: "某项比例",
      publisher: "human-resources",
      unit: "share",
      values: [{ ...since2020, from, value: percent("60") }],
    }),
  );

describe("a condition", () => {
  it.each<[string, string, Condition]>([
    ["a fact that holds", "退役军人", holds("veteran")],
    ["a list", "男性", is("sex", "male")],
    ["an absent entry", "没有残疾登记", absent("disabilityGrade")],
    ["a comparison", "残疾等级不低于2", atLeast(grade, 2)],
    ["a day", "已退休", dateOnOrBefore("retiredOn", judgedDay)],
    ["a duration", "年满65周岁", ageAtLeast(65)],
    ["a ratio", "不超过5%", ratioOf(percent("5"))],
    ["all of several", "两者", all(holds("veteran"), holds("martyrFamily"))],
    ["one of several", "其一", any(holds("veteran"), holds("martyrFamily"))],
    ["a negation", "非退役军人", not(holds("veteran"))],
    ["a quorum", "至少2项", atLeast(2, holds("veteran"), holds("martyrFamily"))],
    ["a relative's", "子女为退役军人", some("child", holds("veteran"))],
    ["one in other words", "退役军人", worded({ clause: "服过役" }, holds("veteran"))],
    ["cases", "退役的为烈属", cases({ when: holds("veteran"), demand: holds("martyrFamily") })],
  ])("has no number but its own: %s", (_, clause, condition) => {
    expect(inClause(clause, condition)).toEqual([]);
    expect(inClause(`${clause}，共9`, condition)).toEqual(["The words say “9”"]);
  });

  it("of a quorum has the number of parts that must hold", () => {
    const two = atLeast(2, holds("veteran"), holds("martyrFamily"));
    expect(inClause("符合若干项", two)).toEqual(["The rule has the number 2 (people, or fen)"]);
    const one = atLeast(1, holds("veteran"), holds("martyrFamily"));
    expect(inClause("符合其一", one)).toEqual([]);
    expect(inClause("符合1项", one)).toEqual([]);
  });

  it("of a duration has it even where it is one", () => {
    expect(inClause("已退休一段时间", lasted("retiredOn", years(1)))).toEqual(["The rule has 1"]);
    expect(inClause("退休已满1年", lasted("retiredOn", years(1)))).toEqual([]);
  });
});

describe("a month of the calendar", () => {
  const inDecember = <N extends FactName>(name: N) =>
    ({ kind: "fact", name, period: decemberOf(-1) }) as const;

  it.each<[string, Condition]>([
    ["of a number", atLeast(heads, 1)],
    ["of a fact that holds", { ...holds("veteran"), fact: inDecember("veteran") }],
    ["of a listed fact", { ...is("sex", "male"), fact: inDecember("sex") }],
    ["of an absent entry", { ...absent("disabilityGrade"), fact: inDecember("disabilityGrade") }],
    ["of an event", { ...dateOnOrBefore("retiredOn", judgedDay), fact: inDecember("retiredOn") }],
    [
      "of what began a year ago",
      { ...lasted("retiredOn", years(1)), fact: inDecember("retiredOn") },
    ],
    [
      "of the event that bounds another",
      { ...dateOnOrBefore("retiredOn", judgedDay), day: inDecember("deathDate") },
    ],
    ["of a bound", dateOnOrBefore("retiredOn", firstOfMonth(12, -1))],
    ["until which something lasted", lasted("retiredOn", years(1), firstOfMonth(12, -1))],
  ])("may be said, and is not confused with another: %s", (_, condition) => {
    expect(inClause("上年12月的情况满1年", all(condition, oneYear))).toEqual([]);
    expect(inClause("上年的情况满1年", all(condition, oneYear))).toEqual([]);
    expect(inClause("上年11月的情况满1年", all(condition, oneYear))).toEqual([
      "The words say “11月”",
    ]);
  });

  it.each<[string, Condition]>([
    [
      "that is counted back from the judged one",
      atLeast(fact("insuredHeadcount", monthBefore(1)), 1),
    ],
    ["that is the judged one", ageAtLeast(65)],
    ["of an event without one", dateOnOrAfter("retiredOn", { dayOf: "deathDate" })],
  ])("is none %s", (_, condition) => {
    expect(inClause("8月满65周岁", all(condition, ageAtLeast(65)))).toEqual([
      "The words say “8月”",
    ]);
  });
});

describe("an amount", () => {
  it.each<[string, string, NumberExpression]>([
    ["a figure", "每月5元", constant(5_00)],
    ["a fact", "按登记", grade],
    ["a fact of a month", "按12月人数", heads],
    ["a sum", "5元加6元", sum(constant(5_00), constant(6_00))],
    ["a difference", "6元减5元", difference(constant(6_00), constant(5_00))],
    ["a product", "每级5元", times(5_00, grade)],
    ["a cap", "最高5元", capped(grade, 5_00)],
    ["a number of relatives", "按子女", count("child", holds("veteran"))],
    ["a share", "5元的60%", proportionOf(percent("60"), constant(5_00), rounding)],
    ["a part of a period", "5元折算", proRata(5_00, { per: "month", by: "days", rounding })],
    [
      "a choice",
      "退役的6元，其他5元",
      choose({ when: holds("veteran"), use: 6_00, otherwise: 5_00 }),
    ],
    ["bands", "2级5元", byBands(grade, [[2, 5_00]])],
    ["bands of age", "满65周岁5元", byAge([[65, 5_00]])],
    ["a parameter", "1,330元", standard("2020-01-01")],
    ["a parameter without a value yet", "某项标准", standard("2030-01-01")],
    [
      "a share that is a parameter",
      "5元的60%",
      proportionOf(rate("2020-01-01"), constant(5_00), rounding),
    ],
    [
      "a share that is a choice",
      "5元的60%（退役的80%）",
      proportionOf(
        choose({ when: holds("veteran"), use: percent("80"), otherwise: percent("60") }),
        constant(5_00),
        rounding,
      ),
    ],
    [
      "a share that is a parameter without a value yet",
      "5元的某项比例",
      proportionOf(rate("2030-01-01"), constant(5_00), rounding),
    ],
  ])("has no number but its own: %s", (_, words, amount) => {
    expect(inAmount(words, amount)).toEqual([]);
    expect(inAmount(`${words}，共9`, amount)).toEqual(["The words say “9”"]);
  });

  it("of a parameter is said by its value, or by its name", () => {
    expect(inAmount("某项标准", standard("2020-01-01"))).toEqual([]);
    expect(inAmount("若干", standard("2020-01-01"))).toEqual([
      "The rule has the number 133000 (people, or fen)",
    ]);
    expect(inAmount("每月1331元", standard("2020-01-01"))).toEqual([
      "The rule has the number 133000 (people, or fen)",
      "The words say “1331元”",
    ]);
  });

  it("of a share that is a parameter is said by its value, or by its name", () => {
    const of5 = proportionOf(rate("2020-01-01"), constant(5_00), rounding);
    expect(inAmount("5元的某项比例", of5)).toEqual([]);
    expect(inAmount("5元的一部分", of5)).toEqual(["The rule has 60%"]);
  });

  it("of nought, or one, need not be said", () => {
    expect(inAmount("按残疾等级", byBands(grade, [[1, 0]]))).toEqual([]);
    expect(inAmount("按残疾等级", byBands(grade, [[2, 0]]))).toEqual([
      "The rule has the number 2 (people, or fen)",
    ]);
  });
});

describe("a number is not said by", () => {
  it.each<[string, Condition, string, string]>([
    ["months for years", lasted("retiredOn", years(6)), "满6个月", "6"],
    ["years for months", lasted("retiredOn", months(6)), "满6年", "6"],
    ["money for years", lasted("retiredOn", years(6)), "满0.06元", "6"],
    ["a percentage for a number", atMost(grade, 3), "不超过3%", "the number 3 (people, or fen)"],
    ["a month for a number", atMost(grade, 3), "不超过3月", "the number 3 (people, or fen)"],
    ["a bare number for a percentage", ratioOf(percent("5")), "不超过5", "5%"],
  ])("%s", (_, condition, clause, has) => {
    expect(inClause(clause, condition)).toEqual([
      `The rule has ${has}`,
      `The words say “${clause.replace(/^满|^不超过/, "")}”`,
    ]);
  });

  it("but years, months and days may be said without a word for what they count", () => {
    expect(inClause("退休年数达到6", lasted("retiredOn", years(6)))).toEqual([]);
    expect(inClause("退休月数达到6", lasted("retiredOn", months(6)))).toEqual([]);
    expect(inClause("上年第12期", atLeast(heads, 1))).toEqual([]);
  });

  it("but a figure of people or fen may count anything else", () => {
    expect(inClause("残疾等级不超过3岁", atMost(grade, 3))).toEqual([]);
    expect(inClause("残疾等级不超过3天", atMost(grade, 3))).toEqual([]);
  });
});

const oneYear = lasted("retiredOn", years(1));

function ratioOf(limit: Share) {
  return ratioAtMost({ name: "率", dividend: grade, divisor: grade, limit });
}
