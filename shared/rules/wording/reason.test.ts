import { describe, expect, it } from "vitest";
import { minimumLivingStandard } from "#shared/parameters/minimum-living-standard.ts";
import { onlyChild } from "#shared/rules/clauses/person.ts";
import { readExample, type ExampleFacts } from "#shared/rules/example.ts";
import { judge } from "#shared/rules/judge.ts";
import { once, perMonth, perQuarter, perYear } from "#shared/rules/language/amount.ts";
import {
  ageAtLeast,
  ageBelow,
  atLeast,
  atMost,
  dateBefore,
  dateOnOrBefore,
  firstOfMonth,
  holds,
  is,
  isOneOf,
  judgedDay,
  lasted,
  months,
  present,
  within,
} from "#shared/rules/language/compare.ts";
import { fact } from "#shared/rules/language/fact-reference.ts";
import { all, any, not } from "#shared/rules/language/logic.ts";
import {
  byAge,
  byBands,
  capped,
  count,
  perHead,
  proRata,
  times,
  valueOf,
} from "#shared/rules/language/number.ts";
import { every, some } from "#shared/rules/language/relation.ts";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { aPolicy, allowance, aVersion, refund } from "#shared/testing/sample-policies.ts";
import type { Policy } from "#shared/rules/policy.ts";

type Rule = Parameters<typeof aVersion>[0];

const reasonOf = (policy: Policy, facts: ExampleFacts, on = "2026-12-05") =>
  judge(policy, readExample(facts), civilDate(on)).reason;
const reason = (rule: Rule, facts: ExampleFacts) => reasonOf(aPolicy([aVersion(rule)]), facts);

const met = (grounds: string, worth = "每月100元") =>
  `您${grounds}，因此可享受示例津贴，${worth}。`;
const unmet = (grounds: string, later = "") => `您${grounds}，因此目前不能享受示例津贴。${later}`;
const unknown = (what: string, when = "数据补齐") =>
  `现在还不能判断您能否享受示例津贴：${what}。${when}后会自动重新判断，您不用提交材料；如果不想等，也可以到社区事务受理服务中心申请。`;

const old = { birthDate: "1961-03-01", hukouDistrict: "310101" } as const;

describe("the letter of a policy as it is", () => {
  it("says what is met, what is granted, and of a higher band which it is", () => {
    expect(reasonOf(allowance, old, "2026-03-01")).toBe(
      met("户籍在本市（黄浦区），已满65周岁（生日1961年3月1日）", "每月75元"),
    );
    expect(reasonOf(allowance, { ...old, birthDate: "1950-01-01" })).toBe(
      met("户籍在本市（黄浦区），已满65周岁（生日1950年1月1日）", "每月150元（70周岁以上的标准）"),
    );
  });

  it("tells somebody too young the day, and that nothing needs to be done until then", () => {
    expect(reasonOf(allowance, old, "2026-02-28")).toBe(
      unmet(
        "未满65周岁（生日1961年3月1日，2026年3月1日满65周岁）",
        "到2026年3月1日会自动重新判断，您不用申请。",
      ),
    );
  });

  it("promises no day where another clause would still be in the way", () => {
    expect(reasonOf(allowance, { ...old, hukouDistrict: "elsewhere" }, "2026-02-28")).toBe(
      unmet("户籍不在本市，未满65周岁（生日1961年3月1日，2026年3月1日满65周岁）"),
    );
  });

  it("speaks to an organisation as 贵单位, with the figures that it was computed from", () => {
    const firm = {
      sizeClass: "micro",
      "insuredHeadcount@2025-12": 3,
      "unemploymentPremiumPaidFen@2025": 12_000_00,
    } as const;
    expect(reasonOf(refund, firm)).toBe(
      "贵单位2025年12月参保人数为3人，不少于1人，企业划型为微型，因此可享受示例返还，本年度6,000元（2025年实际缴纳的失业保险费12,000元的50%）。",
    );
    expect(reasonOf(refund, { ...firm, "insuredHeadcount@2025-12": 0 })).toBe(
      "贵单位2025年12月参保人数为0人，少于1人，因此目前不能享受示例返还。",
    );
    expect(reasonOf(refund, { ...firm, "insuredHeadcount@2025-12": "missing" })).toBe(
      "现在还不能判断贵单位能否享受示例返还：还缺少2025年12月参保人数的数据（由上海市人力资源和社会保障局提供）。数据补齐后会自动重新判断，贵单位不用提交材料；如果不想等，也可以到社区事务受理服务中心申请。",
    );
  });

  it("says of a sample that it is one, whatever the verdict", () => {
    const sample = aPolicy([{ ...aVersion({ eligible: holds("veteran") }), status: "sample" }]);
    for (const veteran of [true, false, "missing"] as const) {
      expect(reasonOf(sample, { veteran })).toMatch(
        /（按示例规则判断，正式标准以主管部门文件为准。）$/,
      );
    }
    expect(reason({}, { veteran: true })).not.toContain("示例规则");
  });
});

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

  it("of whom too little is known: what is missing, and of a sensitive register only whose it is", () => {
    const young = some("child", ageBelow(16));
    const onAllowance = some("child", holds("minimumLivingAllowance"));
    expect(reason({ eligible: young }, { child: [{ birthDate: "conflict" }] })).toBe(
      unknown(
        "子女的出生日期的记录前后不一致，正由上海市公安局核实；还缺少子女关系的数据（由上海市公安局提供）",
        "数据补齐、核实清楚",
      ),
    );
    expect(
      reason({ eligible: onAllowance }, { child: [{ minimumLivingAllowance: "missing" }] }),
    ).toBe(unknown("子女在上海市民政局的登记还在核对；还缺少子女关系的数据（由上海市公安局提供）"));
  });
});

describe("what is unknown", () => {
  it("is said by its kind: a late register, an unreported fact, a conflict, a figure not published", () => {
    const rule = {
      eligible: all(holds("veteran"), ageAtLeast(60), is("sex", "male")),
      amount: perMonth<"person">(valueOf(minimumLivingStandard)),
    };
    expect(
      reasonOf(aPolicy([aVersion(rule)]), { veteran: "missing", sex: "conflict" }, "2021-01-01"),
    ).toBe(
      unknown(
        "上海市退役军人事务局的全市登记（退役军人）还没有按时更新；还缺少出生日期的数据（由上海市公安局提供）；性别的记录前后不一致，正由上海市公安局核实；还缺少城乡居民最低生活保障标准（由上海市民政局公布）",
        "数据补齐、核实清楚",
      ),
    );
  });

  it("for a conflict alone waits for nothing but its settlement", () => {
    expect(reason({}, { veteran: "conflict" })).toBe(
      unknown("退役军人的记录前后不一致，正由上海市退役军人事务局核实", "核实清楚"),
    );
  });
});

describe("what an amount was computed from", () => {
  const rounding = { mode: "half-up", clause: "一" } as const;
  const quarterly = { period: "quarter", standing: true } as const;
  const yearly = { period: "year", standing: false } as const;
  const veteran = { veteran: true } as const;

  it.each<[string, Rule["amount"], Parameters<typeof aPolicy>[1], ExampleFacts, string]>([
    [
      "a published figure",
      perMonth<"person">(times(2, valueOf(minimumLivingStandard))),
      undefined,
      {},
      "每月2,840元（城乡居民最低生活保障标准1,420元的2倍）",
    ],
    [
      "a part of a quarter",
      perQuarter(
        proRata(900_00, { per: "quarter", by: "days", since: fact("retiredOn"), rounding }),
      ),
      quarterly,
      { retiredOn: "2026-11-16" },
      "本季度450元（900元按天折算，自2026年11月16日起）",
    ],
    ["a quarter", perQuarter(900_00), quarterly, {}, "每季度900元"],
    ["once", once(900_00), { period: "once", standing: false }, {}, "一次性900元"],
    [
      "a cap that is reached",
      perYear(capped(times(100_00, fact("disabilityGrade")), 200_00)),
      yearly,
      { disabilityGrade: 3 },
      "本年度200元（残疾等级3乘以100元，最高200元）",
    ],
    [
      "a cap that is not reached",
      perYear(capped(times(100_00, fact("disabilityGrade")), 500_00)),
      yearly,
      { disabilityGrade: 3 },
      "本年度300元（残疾等级3乘以100元）",
    ],
    [
      "a band of a number",
      perMonth(byBands(fact("disabilityGrade"), [[1, 400_00]])),
      undefined,
      { disabilityGrade: 3 },
      "每月400元（残疾等级3所在的档次）",
    ],
    [
      "the first band of age",
      perMonth(byAge([[60, 50_00]])),
      undefined,
      { birthDate: "1950-01-01" },
      "每月50元",
    ],
  ])("%s", (_, amount, recurring, facts, worth) => {
    const rule = amount === undefined ? {} : { amount };
    const policy = aPolicy([aVersion(rule)], recurring);
    expect(reasonOf(policy, { ...veteran, ...facts })).toBe(met("有“退役军人”登记", worth));
  });

  it("heads, each with its money, where the relatives are known to be all", () => {
    const amount = perMonth(perHead(600_00, count("child", ageBelow(16))));
    const policy = aPolicy([aVersion({ amount })]);
    const judged = judge(
      policy,
      {
        fact: readExample(veteran).fact,
        related: () => ({
          isComplete: true,
          members: ["2015-01-01", "2016-01-01"].map((birthDate, index) => ({
            id: String(index),
            fact: readExample({ birthDate }).fact,
          })),
        }),
      },
      civilDate("2026-12-05"),
    );
    expect(judged.reason).toBe(
      met("有“退役军人”登记", "每月1,200元（符合条件的子女2人，每人600元）"),
    );
  });

  it("that comes to nothing is said as such", () => {
    const amount = perMonth(byBands(fact("disabilityGrade"), [[3, 200_00]]));
    expect(reason({ amount }, { veteran: true, disabilityGrade: 1 })).toBe(
      "按标准计算，您的金额为0元，因此目前不能享受示例津贴。",
    );
  });
});
