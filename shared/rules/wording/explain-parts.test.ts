import { describe, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { readExample, type ExampleFacts } from "#shared/rules/example.ts";
import { benefit } from "#shared/rules/language/amount.ts";
import {
  absent,
  ageAtLeast,
  ageBelow,
  atLeast,
  atMost,
  dateOnOrBefore,
  holds,
  is,
  judgedDay,
} from "#shared/rules/language/compare.ts";
import type { Condition } from "#shared/rules/language/condition.ts";
import { fact } from "#shared/rules/language/fact-reference.ts";
import { all, any, cases, not, ratioAtMost, worded } from "#shared/rules/language/logic.ts";
import { constant, valueOf } from "#shared/rules/language/number.ts";
import { some } from "#shared/rules/language/relation.ts";
import { percent } from "#shared/rules/language/share.ts";
import { standard } from "#shared/testing/sample-parameters.ts";
import { aPolicy, aVersion } from "#shared/testing/sample-policies.ts";
import { explainClauses } from "./explain-clauses.ts";

const explained = (eligible: Condition<"person">, facts: ExampleFacts) =>
  explainClauses(
    aPolicy([aVersion({ eligible, amount: benefit("免费") })]),
    readExample(facts),
    civilDate("2026-12-05"),
  );

/** A clause and its parts, each in a line: its number, what it demands, how it stands. */
const lines = (eligible: Condition<"person">, facts: ExampleFacts) =>
  explained(eligible, facts).map(({ number, text, verdict }) => `${number} ${text} ${verdict}`);

const veteran = holds("veteran");
const martyr = holds("martyrFamily");
const grade = fact("disabilityGrade");
const person = { birthDate: "1961-03-01", veteran: true, sex: "male", disabilityGrade: 1 } as const;

describe("a clause of one condition has no parts", () => {
  const rate = ratioAtMost({
    name: "比例",
    dividend: grade,
    divisor: constant(4),
    limit: percent("50"),
  });

  it.each<[Condition<"person">, string, string]>([
    [veteran, "有“退役军人”登记 met", "没有“退役军人”登记 unmet"],
    [is("sex", "male"), "性别为男 met", "性别不是男 unmet"],
    [absent("disabilityGrade"), "没有“残疾等级”登记 unmet", "有“残疾等级”登记 met"],
    [atMost(grade, 2), "残疾等级不超过2 met", "残疾等级超过2 unmet"],
    [
      dateOnOrBefore("birthDate", judgedDay),
      "出生日期不晚于2026年12月5日 met",
      "出生日期晚于2026年12月5日 unmet",
    ],
    [ageAtLeast(60), "年满60周岁 met", "未满60周岁 unmet"],
    [rate, "比例不超过50% met", "比例超过50% unmet"],
    [worded({ clause: "退役人员" }, veteran), "退役人员 met", "不符合“退役人员” unmet"],
  ])("%#: nor has its opposite", (condition, line, opposite) => {
    expect(lines(condition, person)).toEqual([`1 ${line}`]);
    expect(lines(not(condition), person)).toEqual([`1 ${opposite}`]);
  });
});

describe("a clause of several conditions", () => {
  it("of which one is enough, or a number, lists them all", () => {
    expect(lines(any(veteran, martyr), person).slice(1)).toEqual([
      "1.1 有“退役军人”登记 met",
      "1.2 有“烈属”登记 unmet",
    ]);
    expect(lines(atLeast(2, veteran, martyr, ageAtLeast(60)), person)).toEqual([
      "1 至少符合下列2项：有“退役军人”登记；有“烈属”登记；年满60周岁 met",
      "1.1 有“退役军人”登记 met",
      "1.2 有“烈属”登记 unmet",
      "1.3 年满60周岁 met",
    ]);
  });

  it("of which none may hold lists the opposite of each", () => {
    const opposites = ["1.1 没有“退役军人”登记 unmet", "1.2 没有“烈属”登记 met"];
    expect(lines(not(any(veteran, martyr)), person)).toEqual([
      "1 没有“退役军人”登记，并且没有“烈属”登记 unmet",
      ...opposites,
    ]);
    const privileged = worded({ clause: "优抚对象" }, any(veteran, martyr));
    expect(lines(not(privileged), person)).toEqual(["1 不符合“优抚对象” unmet", ...opposites]);
  });

  it("that may not hold together lists the opposite of each", () => {
    expect(lines(not(all(veteran, martyr)), person)).toEqual([
      "1 没有“退役军人”登记，或者没有“烈属”登记 met",
      "1.1 没有“退役军人”登记 unmet",
      "1.2 没有“烈属”登记 met",
    ]);
  });

  it("that is denied twice lists what it comes to", () => {
    expect(lines(not(not(veteran)), person)).toEqual([
      "1 有“退役军人”登记 met",
      "1.1 有“退役军人”登记 met",
    ]);
  });

  it("is one whole where a number, or a case, must not be reached", () => {
    expect(lines(not(atLeast(2, veteran, martyr)), person)).toEqual([
      "1 符合下列条件不足2项：有“退役军人”登记；有“烈属”登记 met",
    ]);
    expect(lines(not(cases({ when: veteran, demand: martyr })), person)).toEqual([
      "1 不符合“有“退役军人”登记的，有“烈属”登记” met",
    ]);
  });
});

describe("a clause of cases lists the demand of each that applies", () => {
  it.each<[string, Condition<"person">, string]>([
    ["with its case", ageAtLeast(60), "有“退役军人”登记的，年满60周岁 met"],
    [
      "with its case, where it denies another",
      not(martyr),
      "有“退役军人”登记的，没有“烈属”登记 met",
    ],
    [
      "with its case, where it has words of its own",
      worded({ clause: "登记有效" }, veteran),
      "有“退役军人”登记的，登记有效 met",
    ],
    ["alone, where it is the case itself", veteran, "有“退役军人”登记 met"],
    ["alone, where it denies the case", not(veteran), "没有“退役军人”登记 unmet"],
  ])("%s", (_, demand, line) => {
    const condition = cases({ when: veteran, demand }, { when: martyr, demand: ageAtLeast(50) });
    expect(lines(condition, person).slice(1)).toEqual([`1.1 ${line}`]);
  });
});

describe("a clause of relatives lists each by number", () => {
  const child = [{ birthDate: "2000-01-01" }, { birthDate: "2015-01-01" }];

  it("with what is asked of one of them", () => {
    expect(lines(some("child", ageBelow(16)), { child })).toEqual([
      "1 有未满16周岁的子女 met",
      "1.1 子女1：未满16周岁 unmet",
      "1.2 子女2：未满16周岁 met",
    ]);
  });

  it("with the opposite, where none of them may meet it", () => {
    const opposites = ["1.1 子女1：年满16周岁 met", "1.2 子女2：年满16周岁 unmet"];
    const anyYoung = some("child", ageBelow(16));
    expect(lines(not(anyYoung), { child })).toEqual(["1 每名子女都年满16周岁 unmet", ...opposites]);
    expect(lines(not(worded({ clause: "有年幼子女" }, anyYoung)), { child })).toEqual([
      "1 不符合“有年幼子女” unmet",
      ...opposites,
    ]);
  });
});

describe("what a part tells its clause does not repeat", () => {
  it("neither findings nor figures", () => {
    const [clause, own, figure] = explained(any(veteran, atLeast(valueOf(standard), 1000_00)), {
      veteran: true,
    });
    expect(clause).toStrictEqual({
      number: "1",
      text: "有“退役军人”登记，或者示例标准（1,200元）不少于1,000元",
      verdict: "met",
      facts: [],
      relatives: [],
      figures: [],
    });
    expect(own).toMatchObject({ finding: "有“退役军人”登记", figures: [] });
    expect(figure?.figures).toMatchObject([{ parameter: "standard", text: "1,200元" }]);
  });

  it("while how many relatives there are is told of the whole clause alone", () => {
    const clauses = explained(any(some("child", ageBelow(16)), veteran), { child: [{}] });
    expect(clauses.map(({ number, relatives }) => [number, relatives])).toEqual([
      ["1", [{ relation: "child", count: 1, isComplete: false }]],
      ["1.1", []],
      ["1.1.1", []],
      ["1.2", []],
    ]);
  });

  it("and nothing is found of what is unknown", () => {
    expect(explained(ageAtLeast(60), {})).toStrictEqual([
      {
        number: "1",
        text: "年满60周岁",
        verdict: "unknown",
        facts: [
          { fact: "birthDate", label: "出生日期", state: "missing", steward: "public-security" },
        ],
        relatives: [],
        figures: [],
      },
    ]);
  });
});
