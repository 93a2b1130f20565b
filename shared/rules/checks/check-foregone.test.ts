import { perMonth } from "#shared/rules/language/amount.ts";
import { choose } from "#shared/rules/language/choose.ts";
import {
  absent,
  ageAtLeast,
  ageBelow,
  atLeast,
  atMost,
  dateOnOrAfter,
  holds,
  isOneOf,
  lessThan,
  moreThan,
} from "#shared/rules/language/compare.ts";
import type { Condition, NumberExpression } from "#shared/rules/language/condition.ts";
import { fact } from "#shared/rules/language/fact-reference.ts";
import { all, any, cases, not, ratioAtMost, worded } from "#shared/rules/language/logic.ts";
import { constant, count, times } from "#shared/rules/language/number.ts";
import { every, some } from "#shared/rules/language/relation.ts";
import { percent } from "#shared/rules/language/share.ts";
import { aFinding, amountInWords, broken, foundBy } from "#shared/testing/a-sound-policy.ts";
import { describe, expect, it } from "vitest";
import { checkForegoneConclusions } from "./foregone.ts";

const found = (eligible: Condition, amountFen: NumberExpression = constant(100_00)) =>
  foundBy(checkForegoneConclusions, broken({ eligible, amount: perMonth(amountFen) }));

const grade = fact("disabilityGrade");

describe("relatives who are never all known", () => {
  it("never all meet a condition; some of them may", () => {
    const each = "每名子女都有“退役军人”登记";
    expect(found(all(ageAtLeast(65), every("child", holds("veteran"))))).toEqual([
      aFinding(
        each,
        "“every child” can never be met, for nobody knows all of them. Say it with some(), or leave it to people.",
        "子女的登记从不完整，“每名都符合”永远不能成立；请改用 some()，或者留给人工判断。",
      ),
    ]);
    expect(found(some("child", holds("veteran")))).toEqual([]);
  });

  it("all meet a condition where their register is complete", () => {
    expect(found(every("employee", holds("veteran")))).toEqual([]);
  });

  const children = count("child", ageBelow(18));

  it.each<[string, Condition<"person">]>([
    ["不超过2人", atMost(children, 2)],
    ["少于2人", lessThan(children, 2)],
  ])("are never known to be at most so many: %s", (bound, condition) => {
    const words = `未满18周岁的子女人数${bound}`;
    expect(found(all(ageAtLeast(65), condition))).toEqual([
      aFinding(
        words,
        `“${words}” can never be met, for there may always be one more child. Demand a least number, or leave it to people.`,
        "登记从不完整，人数上限永远不能成立；请改为下限，或者留给人工判断。",
      ),
    ]);
  });

  it.each<[string, Condition]>([
    ["a clause", atLeast(children, 2)],
    ["one of several", all(ageAtLeast(65), any(holds("veteran"), moreThan(children, 2)))],
  ])("are known to be at least so many: %s", (_, condition) => {
    expect(found(condition)).toEqual([]);
  });

  it("may be compared with a most where their register is complete", () => {
    expect(found(atMost(count("employee", holds("veteran")), 2))).toEqual([]);
  });

  const neverKnown = (clause: string) => [
    aFinding(
      clause,
      "The number of child is never known, for there may always be one more. Only a comparison on its left can use it.",
      "登记从不完整，人数永远不能确定；只能用作比较的左边。",
    ),
  ];

  it("are no number to compute with", () => {
    expect(found(holds("veteran"), children)).toEqual(neverKnown(amountInWords));
    expect(found(holds("veteran"), times(100_00, children))).toEqual(neverKnown(amountInWords));
    expect(found(atLeast(times(2, children), 2))).toEqual(
      neverKnown("未满18周岁的子女人数的2倍不少于2人"),
    );
  });

  it("are no number to compare another with", () => {
    expect(found(atLeast(grade, children))).toEqual(
      neverKnown("残疾等级不少于未满18周岁的子女人数"),
    );
  });

  it("are no part of a ratio", () => {
    const ratio = { name: "率", dividend: children, divisor: grade, limit: percent("5") };
    expect(found(ratioAtMost(ratio))).toEqual(neverKnown("率不超过5%"));
  });

  it("are a number where their register is complete", () => {
    expect(found(holds("veteran"), times(100_00, count("employee", ageBelow(18))))).toEqual([]);
  });
});

describe("a comparison", () => {
  const always = (clause: string, words = clause) => [
    aFinding(
      clause,
      `“${words}” is always true of what the dictionary allows. Correct the figure, or remove the condition.`,
      "按数据字典的取值范围，这一条件恒为真；请更正数字或者删去。",
    ),
  ];
  const never = (clause: string) => [
    aFinding(
      clause,
      `“${clause}” is always false of what the dictionary allows. Correct the figure, or remove the condition.`,
      "按数据字典的取值范围，这一条件恒为假；请更正数字或者删去。",
    ),
  ];

  it("depends on somebody", () => {
    expect(found(atLeast(grade, 2))).toEqual([]);
    expect(found(atLeast(grade, 1))).toEqual(always("残疾等级不少于1"));
    expect(found(atLeast(grade, 5))).toEqual(never("残疾等级不少于5"));
    expect(found(atMost(constant(3), 2))).toEqual(never("3不超过2"));
  });

  it("may be sure where a case asks whether a number is known", () => {
    const known = (when: Condition) => found(cases({ when, demand: atMost(grade, 2) }));
    expect(known(atLeast(grade, 1))).toEqual([]);
    expect(known(atLeast(grade, 5))).toHaveLength(1);
    expect(found(cases({ when: atMost(grade, 2), demand: atLeast(grade, 1) }))).toHaveLength(1);
  });

  it("may not be sure where an amount is chosen by it", () => {
    const choice = choose({ when: atLeast(grade, 1), use: 200_00, otherwise: 100_00 });
    expect(found(holds("veteran"), choice)).toEqual(always(amountInWords, "残疾等级不少于1"));
  });
});

describe("a quorum", () => {
  const two = [holds("veteran"), holds("martyrFamily")] as const;

  it.each([1, 2])("demands from one part to all of them: %d of 2", (least) => {
    expect(found(atLeast(least, ...two))).toEqual([]);
  });

  it.each([0, 3])("demands neither none nor more than there are: %d of 2", (least) => {
    expect(found(atLeast(least, ...two))).toEqual([
      aFinding(
        `至少符合下列${least}项：有“退役军人”登记；有“烈属”登记`,
        `At least ${least} of 2 parts is no demand. Demand from 1 to 2 of them.`,
        `“2项中至少${least}项”没有意义，请改为1至2项。`,
      ),
    ]);
  });
});

describe("parts that say the same", () => {
  const [one, same] = [holds("veteran"), holds("veteran")];
  const twice = (clause: string) => [
    aFinding(clause, "Two parts say the same. Remove one.", "有两项内容相同，请删去一项。"),
  ];

  it("are found among the clauses, and the parts of a clause", () => {
    expect(found(all(one, same))).toEqual(twice("eligible"));
    expect(found(any(one, same))).toEqual(twice("有“退役军人”登记，或者有“退役军人”登记"));
    expect(found(atLeast(1, one, same))).toEqual(
      twice("至少符合下列1项：有“退役军人”登记；有“退役军人”登记"),
    );
  });

  it("are none where they differ, or stand apart", () => {
    expect(found(all(one, any(same, holds("martyrFamily"))))).toEqual([]);
    expect(found(any(one, not(same)))).toEqual([]);
  });
});

it("an event, a duration or a record is of some and not of others", () => {
  const eligible = all(
    dateOnOrAfter("retiredOn", "2022-03-02"),
    ageAtLeast(65),
    absent("disabilityGrade"),
    not(worded({ clause: "退役" }, holds("veteran"))),
  );
  expect(found(eligible)).toEqual([]);
});

describe("a list", () => {
  const listed = (values: readonly [string, ...string[]]): Condition => ({
    kind: "isOneOf",
    fact: fact("sex"),
    values,
  });

  it("has values of the dictionary", () => {
    expect(found(listed(["male"]))).toEqual([]);
    expect(found(listed(["robot"]))).toEqual([
      aFinding(
        "性别为robot",
        "The dictionary has no value “robot” of sex. Take one that it lists.",
        "数据字典中“性别”没有“robot”这一取值，请更正。",
      ),
    ]);
  });

  it("has each value once", () => {
    expect(found(listed(["male", "male"]))).toEqual([
      aFinding(
        "性别为男或者男",
        "A value of sex is listed twice. Remove one.",
        "取值重复，请删去。",
      ),
    ]);
  });

  it("leaves a value out", () => {
    expect(found(listed(["male", "female"]))).toEqual([
      aFinding(
        "性别为男或者女",
        "Every value of sex is listed, so it is true of everybody. Remove the condition.",
        "列出了全部取值，人人符合；请删去这一条件。",
      ),
    ]);
  });

  it("may leave out only one of several", () => {
    expect(found(isOneOf("studentStatus", ["primary", "secondary", "university"]))).toEqual([]);
  });

  it("of districts is never complete", () => {
    expect(found(isOneOf("hukouDistrict", ["310101", "elsewhere"]))).toEqual([]);
  });
});
