import { describe, expect, it } from "vitest";
import { clauseOn, numberOn } from "#shared/testing/ask-judge.ts";
import {
  isHighTechEnterprise,
  isNewlyAboveScale,
  researchSpendOfTheYearBefore,
} from "./high-tech.ts";

/** Judged on 1 July 2024. */
describe("a clause about a high-tech enterprise", () => {
  it.each([
    ["2024-07-01", "met", "高新技术企业证书有效期到2024年7月1日止"],
    ["2024-06-30", "unmet", "没有在有效期内的高新技术企业证书"],
  ])("a certificate until %s: %s", (highTechValidUntil, verdict, found) => {
    expect(clauseOn(isHighTechEnterprise, { highTechValidUntil })).toMatchObject({
      verdict,
      found,
    });
  });

  it.each([
    ["2024-05-01", "met", "于2024年5月1日首次纳入“四上”单位"],
    ["2023-01-01", "met", "于2023年1月1日首次纳入“四上”单位"],
    ["2022-12-31", "unmet", "没有当年或者上年首次纳入“四上”单位的登记"],
  ])("above the scale since %s: %s", (aboveScaleSince, verdict, found) => {
    expect(clauseOn(isNewlyAboveScale, { aboveScaleSince })).toMatchObject({ verdict, found });
  });

  it.each([
    ["2024-01-01", 23n],
    ["2023-12-31", 22n],
  ])("since %s the spending of the year before is %s", (aboveScaleSince, expected) => {
    const facts = { aboveScaleSince, "researchSpendFen@2023": 23, "researchSpendFen@2022": 22 };
    expect(numberOn(researchSpendOfTheYearBefore, facts)).toBe(expected);
  });
});
