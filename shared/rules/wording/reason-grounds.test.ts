import { describe, expect, it } from "vitest";
import { onlyChild } from "#shared/rules/clauses/person.ts";
import { type ExampleFacts } from "#shared/rules/example.ts";
import {
  ageAtLeast,
  ageBelow,
  atLeast,
  atMost,
  dateBefore,
  dateOnOrBefore,
  firstOfMonth,
  holds,
  isOneOf,
  judgedDay,
  lasted,
  months,
  present,
  within,
} from "#shared/rules/language/compare.ts";
import { fact } from "#shared/rules/language/fact-reference.ts";
import { any, not } from "#shared/rules/language/logic.ts";
import { count } from "#shared/rules/language/number.ts";
import { every, some } from "#shared/rules/language/relation.ts";
import { met, reason, unmet, type Rule } from "#shared/testing/letters.ts";

describe("what is found of each kind of condition", () => {
  const retired = lasted("retiredOn", months(6));
  const two = atLeast(2, holds("veteran"), holds("martyrFamily"), ageAtLeast(60));
  const student = isOneOf("studentStatus", ["secondary", "university"]);
  const noneListed = not(any(holds("veteran"), holds("martyrFamily")));

  it.each<[string, Rule["eligible"], ExampleFacts, string]>([
    ["a record", holds("veteran"), { veteran: true }, met("有“退役军人”登记")],
    ["no record", holds("veteran"), {}, unmet("没有“退役军人”登记")],
    ["none of several", noneListed, {}, met("没有“退役军人”登记，没有“烈属”登记")],
    ["one of several", noneListed, { veteran: true }, unmet("有“退役军人”登记")],
    [
      "a listing",
      not(present("disabilityGrade")),
      { disabilityGrade: 1 },
      unmet("有“残疾等级”登记"),
    ],
    [
      "a duration",
      retired,
      { retiredOn: "2026-03-01" },
      met("自退休日期起已满6个月（退休日期2026年3月1日）"),
    ],
    [
      "a duration that is not over",
      retired,
      { retiredOn: "2026-09-01" },
      unmet(
        "自退休日期起未满6个月（退休日期2026年9月1日，2027年3月1日满6个月）",
        "到2027年3月1日会自动重新判断，您不用申请。",
      ),
    ],
    [
      "a duration within which",
      within("retiredOn", months(6)),
      { retiredOn: "2026-01-01" },
      unmet("自退休日期起已满6个月（退休日期2026年1月1日）"),
    ],
    [
      "an event to come",
      dateOnOrBefore("retiredOn", judgedDay),
      { retiredOn: "2027-05-01" },
      unmet("退休日期为2027年5月1日，还没有到", "到2027年5月1日会自动重新判断，您不用申请。"),
    ],
    [
      "an event after a fixed day",
      dateOnOrBefore("retiredOn", "2026-01-01"),
      { retiredOn: "2026-05-01" },
      unmet("退休日期为2026年5月1日，晚于2026年1月1日"),
    ],
    [
      "two events",
      dateBefore("birthDate", { dayOf: "retiredOn" }),
      { birthDate: "1960-01-01", retiredOn: "2020-01-01" },
      met("出生日期为1960年1月1日，早于退休日期（2020年1月1日）"),
    ],
    [
      "an age on another day, which no passing of time changes",
      ageAtLeast(60, firstOfMonth(1, 0)),
      { birthDate: "1966-03-01" },
      unmet("截至2026年1月1日未满60周岁（生日1966年3月1日，2026年3月1日满60周岁）"),
    ],
    [
      "another value",
      student,
      { studentStatus: "primary" },
      unmet("学籍为小学，不是中学或者高等学校"),
    ],
    ["no value", student, { studentStatus: "none" }, unmet("没有“学籍”登记")],
    [
      "a number",
      atMost(fact("disabilityGrade"), 2),
      { disabilityGrade: 3 },
      unmet("残疾等级为3，超过2"),
    ],
    ["no number", atMost(fact("disabilityGrade"), 2), {}, unmet("没有“残疾等级”登记")],
    [
      "too few of several",
      two,
      { veteran: true, birthDate: "1980-01-01" },
      unmet(
        "符合规定的3项条件中的1项，不足2项（没有“烈属”登记，未满60周岁（生日1980年1月1日，2040年1月1日满60周岁））",
      ),
    ],
    [
      "enough of several",
      two,
      { veteran: true, birthDate: "1950-01-01" },
      met("有“退役军人”登记，已满60周岁（生日1950年1月1日）"),
    ],
  ])("%s", (_, eligible, facts, expected) => {
    expect(reason(eligible === undefined ? {} : { eligible }, facts)).toBe(expected);
  });
});

describe("relatives", () => {
  const children = [{ birthDate: "2015-01-01" }, { birthDate: "2016-01-01" }];
  const grown = [{ birthDate: "2001-01-01" }];

  it.each<[string, Rule["eligible"], ExampleFacts, string]>([
    ["some", some("child", ageBelow(16)), { child: children }, met("有未满16周岁的子女")],
    ["not every", every("child", ageBelow(16)), { child: grown }, unmet("有年满16周岁的子女")],
    ["none", not(some("child", ageAtLeast(16))), { child: grown }, unmet("有年满16周岁的子女")],
    [
      "a number of them",
      atLeast(count("child", ageBelow(16)), 2),
      { child: children },
      met("未满16周岁的子女人数不少于2人"),
    ],
    [
      "the only one",
      onlyChild({ clause: "子女未满16周岁" }, ageBelow(16)),
      { child: grown },
      unmet("有年满16周岁的子女"),
    ],
  ])("%s: their own facts are not told", (_, eligible, facts, expected) => {
    const text = reason(eligible === undefined ? {} : { eligible }, facts);
    expect(text).toBe(expected);
    expect(text).not.toMatch(/生日|2001|2015|2016年/);
  });
});
