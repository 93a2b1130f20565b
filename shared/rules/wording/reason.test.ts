import { describe, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { minimumLivingStandard } from "#shared/parameters/minimum-living-standard.ts";
import { readExample } from "#shared/rules/example.ts";
import { judge } from "#shared/rules/judge.ts";
import { benefit, perMonth } from "#shared/rules/language/amount.ts";
import { ageAtLeast, ageBelow, holds, is } from "#shared/rules/language/compare.ts";
import { all, worded } from "#shared/rules/language/logic.ts";
import { valueOf } from "#shared/rules/language/number.ts";
import { some } from "#shared/rules/language/relation.ts";
import { met, reason, reasonOf, unknown, unmet } from "#shared/testing/letters.ts";
import { aPolicy, allowance, aVersion, refund } from "#shared/testing/sample-policies.ts";

const old = { birthDate: "1961-03-01", hukouDistrict: "310101" } as const;

describe("the letter of a policy as it is", () => {
  it("says what is met, what is granted, and of a higher band which it is", () => {
    expect(reasonOf(allowance, old, "2026-03-01")).toBe(
      met("户籍在本市（黄浦区），已满65周岁（生日1961年3月1日）", "，每月75元"),
    );
    expect(reasonOf(allowance, { ...old, birthDate: "1950-01-01" })).toBe(
      met(
        "户籍在本市（黄浦区），已满65周岁（生日1950年1月1日）",
        "，每月150元（70周岁以上的标准）",
      ),
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

  it("says that the conditions are met where there is nothing to tell of them", () => {
    const eligible = worded({ clause: "没有死亡记录", met: "" }, holds("veteran"));
    expect(reason({ eligible }, { veteran: true })).toBe(met("符合条件"));
  });

  it("names the clause that is not met where nothing was found of it", () => {
    const eligible = worded({ clause: "享受国家抚恤", unmet: "" }, holds("veteran"));
    expect(reason({ eligible }, {})).toBe(unmet("不符合“享受国家抚恤”"));
  });

  it("promises no day to whom a benefit by the visit is not granted", () => {
    const young = aVersion({ eligible: ageAtLeast(65), amount: benefit("免费乘车") });
    const byVisit = aPolicy([young], { period: "visit", standing: false });
    expect(reasonOf(byVisit, old, "2026-02-28")).toBe(
      unmet("未满65周岁（生日1961年3月1日，2026年3月1日满65周岁）"),
    );
  });

  it("names the version to come, if there is one, where none is in force", () => {
    expect(reasonOf(allowance, old, "2019-12-31")).toBe(
      "示例津贴在2019年12月31日没有施行中的规定，下一版规定自2020年1月1日起施行。",
    );
    expect(reasonOf(allowance, old, "2030-01-01")).toBe("示例津贴在2030年1月1日没有施行中的规定。");
  });
});

describe("the clauses beside the letter", () => {
  const [first, second, third] = [holds("veteran"), holds("martyrFamily"), ageAtLeast(65)] as const;

  it.each([
    ["after a single one", all(first, all(second, third))],
    ["before a single one", all(all(first, second), third)],
    ["within others", all(all(first, all(second)), all(third))],
  ])("are those of conditions together that stand %s, one by one", (_, eligible) => {
    const { clauses } = judge(
      aPolicy([aVersion({ eligible })]),
      readExample({ ...old, veteran: true }),
      civilDate("2026-12-05"),
    );
    expect(clauses).toEqual([
      { text: "有“退役军人”登记", verdict: "met" },
      { text: "有“烈属”登记", verdict: "unmet" },
      { text: "年满65周岁", verdict: "met" },
    ]);
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

  it("is said of relatives too: what is missing, and of a sensitive register only whose it is", () => {
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
