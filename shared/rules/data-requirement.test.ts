import { expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import jobRetentionRefund from "#shared/policies/job-retention-refund.ts";
import seniorComprehensiveAllowance from "#shared/policies/senior-comprehensive-allowance.ts";
import { factKeysOf, factsOf, factsOfVersion } from "./data-requirement.ts";
import { versionOn } from "./versions.ts";

it("the allowance for seniors needs birth, hukou and the three registers of death", () => {
  expect(factsOf(seniorComprehensiveAllowance)).toEqual([
    { fact: "hukouDistrict", label: "户籍所在区", steward: "public-security" },
    { fact: "birthDate", label: "出生日期", steward: "public-security" },
    { fact: "deathDate", label: "死亡注销登记日期", steward: "public-security" },
    { fact: "deathCertifiedOn", label: "死亡医学证明日期", steward: "health" },
    { fact: "crematedOn", label: "殡葬火化日期", steward: "civil-affairs" },
  ]);
});

it("a fact by period is needed of a period relative to the judged day", () => {
  expect(factsOf(jobRetentionRefund)).toContainEqual({
    fact: "insuredHeadcount",
    period: { kind: "month", years: -2, month: 12 },
    label: "前年12月参保人数",
    steward: "human-resources",
  });
  expect(factsOf(jobRetentionRefund).map(({ label }) => label)).toEqual(
    expect.arrayContaining(["上年12月参保人数", "上年自然减员人数", "上年实际缴纳的失业保险费"]),
  );
});

it("on a day the periods are certain, and each name comes once", () => {
  const on = civilDate("2024-07-01");
  const version = versionOn(jobRetentionRefund, on);
  const keys = version === undefined ? [] : factKeysOf(version, on);
  expect(keys).toEqual([...new Set(keys)]);
  expect(keys).toEqual(
    expect.arrayContaining([
      "insuredHeadcount@2022-12",
      "insuredHeadcount@2023-01",
      "insuredHeadcount@2023-12",
      "naturalAttrition@2023",
      "unemploymentPremiumPaidFen@2023",
      "sizeClass",
    ]),
  );
});

it("the version of 2020 asks for no list of dishonesty", () => {
  const names = (on: string) => {
    const version = versionOn(jobRetentionRefund, civilDate(on));
    return version === undefined ? [] : factsOfVersion(version).map(({ fact }) => fact);
  };
  expect(names("2020-06-01")).not.toContain("seriousDishonesty");
  expect(names("2024-06-01")).toContain("seriousDishonesty");
});
