import { hasShanghaiHukou } from "#shared/rules/clauses/person.ts";
import { benefit, perMonth, perYear } from "#shared/rules/language/amount.ts";
import {
  ageAtLeast,
  atLeast,
  atMost,
  dateOnOrAfter,
  dateOnOrBefore,
  holds,
  judgedDay,
  lasted,
  months,
} from "#shared/rules/language/compare.ts";
import type { Condition } from "#shared/rules/language/condition.ts";
import { decemberOf, fact } from "#shared/rules/language/fact-reference.ts";
import { all, ratioAtMost, worded } from "#shared/rules/language/logic.ts";
import { capped, perHead } from "#shared/rules/language/number.ts";
import { percent } from "#shared/rules/language/share.ts";
import { civilDate } from "#shared/calendar/civil-date.ts";
import {
  aFinding,
  broken,
  foundBy,
  soundPolicy,
  soundRule,
  type Loose,
} from "#shared/testing/a-sound-policy.ts";
import { describe, expect, it } from "vitest";
import type { Finding } from "./finding.ts";
import { checkWords } from "./words.ts";

const found = (change: Loose) => foundBy(checkWords, broken(change));

/** What is found of a clause that says the condition in these words. */
const inClause = (clause: string, condition: Condition<"person">, more: object = {}) =>
  found({ eligible: all(hasShanghaiHukou, worded({ clause, ...more }, condition)) });

const unsaid = (clause: string, number: string, zh = number): Finding =>
  aFinding(
    clause,
    `The rule has ${number}, but the words do not say it. Say it, or correct the rule.`,
    `规则中的 ${zh} 没有写入文字，请补充文字或者更正规则。`,
  );
const unfounded = (clause: string, text: string): Finding =>
  aFinding(
    clause,
    `The words say “${text}”, which the rule does not have. Correct the words or the rule.`,
    `文字中的“${text}”与规则不符，请更正文字或者规则。`,
  );
const unsaidDay = (clause: string, day: string): Finding =>
  aFinding(
    clause,
    `The rule has the day ${day}, but the words do not say it. Say it, or correct the rule.`,
    `规则中的日期 ${day} 没有写入文字，请补充文字或者更正规则。`,
  );
const unfoundedDay = (clause: string, day: string): Finding =>
  aFinding(
    clause,
    `The words say ${day}, a day that the rule does not have. Correct the words or the rule.`,
    `文字中的日期 ${day} 与规则不符，请更正文字或者规则。`,
  );

describe("the words of an amount", () => {
  const inAmount = (words: string) => found({ amountInWords: words });

  it("name its numbers and no others", () => {
    expect(foundBy(checkWords, soundPolicy)).toEqual([]);
    const words = "66–68周岁每月100元，70周岁及以上每月210元";
    const clause = `金额：${words}`;
    expect(inAmount(words)).toEqual([
      unsaid(clause, "65"),
      unsaid(clause, "the number 20000 (people, or fen)", "20000"),
      unfounded(clause, "66周岁"),
      unfounded(clause, "68周岁"),
      unfounded(clause, "210元"),
    ]);
  });

  it("may name the version's own days, and no others", () => {
    const until = civilDate("2025-12-31");
    const own = `${soundRule.amountInWords}，2020年1月1日至2025年12月31日`;
    expect(found({ until, amountInWords: own })).toEqual([]);
    const another = `${soundRule.amountInWords}，2021年3月1日起`;
    expect(inAmount(another)).toEqual([unfoundedDay(`金额：${another}`, "2021-03-01")]);
  });

  it("may name numbers of the conditions, and need not", () => {
    const rule = { eligible: ageAtLeast(60), amount: perMonth(100_00) };
    expect(found({ ...rule, amountInWords: "年满60周岁每月100元" })).toEqual([]);
    expect(found({ ...rule, amountInWords: "每月100元" })).toEqual([]);
  });

  it("need not name a day of the conditions", () => {
    const eligible = dateOnOrAfter("retiredOn", "2022-03-02");
    expect(found({ eligible })).toEqual([]);
    const said = `${soundRule.amountInWords}，2022年3月2日后退休`;
    expect(found({ eligible, amountInWords: said })).toEqual([]);
  });

  it("may name the telephone that one can ask", () => {
    expect(inAmount(`${soundRule.amountInWords}（请拨打12345）`)).toEqual([]);
    const another = `${soundRule.amountInWords}（请拨打12346）`;
    expect(inAmount(another)).toEqual([unfounded(`金额：${another}`, "12346")]);
  });

  it("give yuan, or tens of thousands of yuan", () => {
    const heads = fact("insuredHeadcount", decemberOf(-1));
    const amount = perYear(capped(perHead(600_00, heads), 3_000_000_00));
    const said = (words: string) =>
      foundBy(
        checkWords,
        broken(
          { eligible: atLeast(heads, 1), amount, amountInWords: words },
          { subject: "organisation" },
        ),
      );
    expect(said("每人600元，最高300万元")).toEqual([]);
    const clause = "金额：每人600元，最高30万元";
    expect(said("每人600元，最高30万元")).toEqual([
      unsaid(clause, "the number 300000000 (people, or fen)", "300000000"),
      unfounded(clause, "30万元"),
    ]);
  });
});

describe("the words of a benefit that is no money", () => {
  const given = (text: string) => found({ amount: benefit(text), amountInWords: "免费入园" });

  it("name no number that the rule has not", () => {
    expect(given("年满65周岁免费入园")).toEqual([]);
    expect(given("每年免费入园3次")).toEqual([unfounded("金额：免费入园", "3")]);
  });

  it("are found once, where both texts say the same", () => {
    const twice = found({ amount: benefit("免费3次"), amountInWords: "免费3次" });
    expect(twice).toEqual([unfounded("金额：免费3次", "3")]);
  });
});

describe("the words of a clause", () => {
  it.each<[string, Condition<"person">, string]>([
    ["年满60周岁", ageAtLeast(65), "60周岁"],
    ["自退休起已满65天", lasted("retiredOn", months(65)), "65天"],
  ])("name its number, and what it counts: %s", (clause, condition, wrong) => {
    expect(inClause(clause, condition)).toEqual([unsaid(clause, "65"), unfounded(clause, wrong)]);
  });

  it("name the numbers of people", () => {
    expect(inClause("残疾等级较高", atMost(fact("disabilityGrade"), 2))).toEqual([
      unsaid("残疾等级较高", "the number 2 (people, or fen)", "2"),
    ]);
  });

  it("name the limit of a ratio", () => {
    const ratio = ratioAtMost({
      name: "率",
      dividend: fact("disabilityGrade"),
      divisor: fact("disabilityCategory"),
      limit: percent("5.5"),
    });
    expect(inClause("比率不超过5.5%", ratio)).toEqual([]);
    expect(inClause("比率不超过5%", ratio)).toEqual([
      unsaid("比率不超过5%", "5.5%"),
      unfounded("比率不超过5%", "5%"),
    ]);
  });

  const day = civilDate("2022-03-02");
  it.each<[string, Condition<"person">]>([
    ["an event's", dateOnOrAfter("retiredOn", day)],
    ["one until which something lasted", lasted("retiredOn", months(6), { kind: "day", day })],
  ])("name its day: %s", (_, condition) => {
    expect(inClause("2022年3月2日退休满6个月", all(condition, sixMonths))).toEqual([]);
    const wrong = "2022年3月1日退休满6个月";
    expect(inClause(wrong, all(condition, sixMonths))).toEqual([
      unsaidDay(wrong, "2022-03-02"),
      unfoundedDay(wrong, "2022-03-01"),
    ]);
  });

  it("name no day of a bound that goes along with time", () => {
    expect(inClause("已经退休", dateOnOrBefore("retiredOn", judgedDay))).toEqual([]);
    expect(inClause("死亡后退休", dateOnOrAfter("retiredOn", { dayOf: "deathDate" }))).toEqual([]);
  });

  it("may not borrow the numbers of other clauses", () => {
    const eligible = all(ageAtLeast(65), worded({ clause: "65周岁退役" }, holds("veteran")));
    expect(found({ eligible })).toEqual([unfounded("65周岁退役", "65周岁")]);
  });

  it("name no other number when they are met, or are not", () => {
    const clause = "年满65周岁";
    expect(inClause(clause, ageAtLeast(65), { met: "已满65周岁", unmet: "未满65周岁" })).toEqual(
      [],
    );
    expect(inClause(clause, ageAtLeast(65), { met: "已满66周岁", unmet: "未满67周岁" })).toEqual([
      unfounded(clause, "66周岁"),
      unfounded(clause, "67周岁"),
    ]);
  });

  it("must say the number themselves, not what follows when they are met", () => {
    const rule = ageAtLeast(65);
    expect(inClause("达到年龄", rule, { met: "已满65周岁" })).toEqual([unsaid("达到年龄", "65")]);
  });

  it("are found beside those of the amount", () => {
    const eligible = worded({ clause: "年满60周岁" }, ageAtLeast(65));
    expect(found({ eligible, amountInWords: "每月100元，70周岁及以上每月200元" })).toEqual([
      unsaid("金额：每月100元，70周岁及以上每月200元", "65"),
      unsaid("年满60周岁", "65"),
      unfounded("年满60周岁", "60周岁"),
    ]);
  });
});

const sixMonths = lasted("retiredOn", months(6));
