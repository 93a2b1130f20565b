import { describe, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { policies, policyById } from "#shared/policies/index.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { policyInWords } from "./policy-in-words.ts";

function known(id: string): Policy {
  const policy = policyById(id);
  if (policy === undefined) throw new Error(id);
  return policy;
}

const inWords = (id: string, on: string) => policyInWords(known(id), civilDate(on)).join("\n");
const senior = "senior-comprehensive-allowance";
const refund = "job-retention-refund";

describe("a policy in words", () => {
  it("says its version, source, clauses, amount, data and thresholds", () => {
    const text = inWords(senior, "2020-01-01");
    for (const part of [
      "老年综合津贴（senior-comprehensive-allowance）",
      "2020年1月1日适用的版本：2016（有依据）",
      "施行：自2016年5月1日起，到2021年4月30日止；方式：一键确认",
      "依据：沪府发〔2016〕24号",
      "文件有效期：到2021年4月30日止",
      "  1. 户籍在本市\n  2. 年满65周岁",
      "金额：65–69周岁每月75元",
      "  上海市公安局：户籍所在区、出生日期、死亡注销登记日期",
      "    出生日期1951年5月1日 → 每月75元\n    出生日期1951年5月2日 → 不能享受",
      "下一次变化：2021年5月1日，版本 sample-2021 开始施行",
    ]) {
      expect(text).toContain(part);
    }
  });

  it("says of a sample that it is one, and of the future that nothing is known", () => {
    const text = inWords(senior, "2026-12-01");
    expect(text).toContain("sample-2021（示例，不作为正式依据）");
    expect(text).toContain("文件有效期：未注明");
    expect(text).toContain("下一次变化：没有已知的变化");
  });

  it("has the published figures with their days and sources, and when they are set anew", () => {
    const text = inWords(refund, "2024-06-01");
    expect(text).toContain(
      "上年度全国城镇调查失业率控制目标：5.5%（自2024年1月1日起，到2024年12月31日止；人社部发〔2024〕40号）",
    );
    expect(text).toContain("上年度全国城镇调查失业率控制目标重新确定");
  });

  it("without a version in force says so, and when the next one is", () => {
    const text = inWords(refund, "2023-06-01");
    expect(text).toContain("2023年6月1日没有施行中的版本。");
    expect(text).toContain("下一次变化：2024年1月1日，版本 2024 开始施行");
    expect(text).not.toContain("条款");
  });

  it.each(policies.map(({ id }) => ({ id })))("$id has no gap in its text", ({ id }) => {
    for (const { from } of known(id).versions) {
      expect(inWords(id, from)).not.toMatch(/undefined|NaN|\[object|[{}]|（）/);
    }
  });
});
