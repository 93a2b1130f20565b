import { expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import jobRetentionRefund from "#shared/policies/job-retention-refund.ts";
import seniorComprehensiveAllowance from "#shared/policies/senior-comprehensive-allowance.ts";
import { aPolicy, aVersion, refund } from "#shared/testing/sample-policies.ts";
import { standard } from "#shared/testing/sample-parameters.ts";
import { withRule } from "#shared/testing/with-rule.ts";
import { factKeysOf, factsOf, factsOfRelatives, factsOfVersion } from "./data-requirement.ts";
import { perMonth } from "./language/amount.ts";
import { ageBelow, atLeast, dateOnOrAfter, holds } from "./language/compare.ts";
import { fact } from "./language/fact-reference.ts";
import { all } from "./language/logic.ts";
import { capped, count, times, valueOf } from "./language/number.ts";
import { some } from "./language/relation.ts";
import { versionOn } from "./versions.ts";

it("the allowance for seniors needs birth, hukou and the three registers of death", () => {
  expect(factsOf(seniorComprehensiveAllowance)).toStrictEqual([
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
    return version === undefined ? [] : factsOfVersion(version).map((one) => one.fact);
  };
  expect(names("2020-06-01")).not.toContain("seriousDishonesty");
  expect(names("2024-06-01")).toContain("seriousDishonesty");
});

const young = all(holds("veteran"), some("child", all(ageBelow(16), holds("veteran"))));
const forParents = aPolicy([
  aVersion({
    eligible: young,
    amount: perMonth(times(valueOf(standard), count("spouse", holds("martyrFamily")))),
  }),
]);
const [ofParents] = forParents.versions;

it("of relatives the relation is needed, and their facts by their own names", () => {
  expect(factsOfVersion(ofParents)).toStrictEqual([
    { fact: "veteran", label: "退役军人", steward: "veterans-affairs" },
    { fact: "child", label: "子女关系", steward: "public-security" },
    {
      fact: "birthDate",
      relation: "child",
      label: "子女的出生日期",
      steward: "public-security",
    },
    { fact: "veteran", relation: "child", label: "子女的退役军人", steward: "veterans-affairs" },
    { fact: "spouse", label: "配偶关系", steward: "public-security" },
    {
      fact: "martyrFamily",
      relation: "spouse",
      label: "配偶的烈属",
      steward: "veterans-affairs",
    },
  ]);
  expect(factKeysOf(ofParents, civilDate("2024-07-01"))).toEqual([
    "veteran",
    "child",
    "birthDate",
    "spouse",
    "martyrFamily",
  ]);
});

it("a policy needs what any of its versions does, in their order", () => {
  const reformed = aPolicy([
    { ...aVersion({ eligible: holds("martyrFamily") }), until: "2023-12-31" },
    {
      ...aVersion({ amount: perMonth(capped(fact("disabilityGrade"), 3)) }),
      id: "2024",
      from: "2024-01-01",
    },
  ]);
  expect(factsOf(reformed).map((one) => one.fact)).toEqual([
    "martyrFamily",
    "veteran",
    "disabilityGrade",
  ]);
});

it("what may be copied of relatives is what some rule names of them", () => {
  const another = aPolicy([
    aVersion({ eligible: some("child", all(holds("oneChildCertificate"), holds("veteran"))) }),
  ]);
  const ofItself = aPolicy([aVersion({ eligible: holds("minimumLivingAllowance") })]);
  const facts = factsOfRelatives([forParents, another, ofItself]);
  expect([...facts].map(([relation, names]) => [relation, ...names])).toEqual([
    ["child", "birthDate", "veteran", "oneChildCertificate"],
    ["spouse", "martyrFamily"],
  ]);
  expect(factsOfRelatives([ofItself]).size).toBe(0);
});

it("what the days of a relation tell is required of its register, and copied from nobody", () => {
  const hired = all(
    dateOnOrAfter("employedSince", "2022-03-01"),
    atLeast(fact("contractMonths"), 12),
    atLeast(fact("insuredMonths"), 1),
  );
  const forHiring = withRule(refund, "for-hiring", some("employee", hired));
  expect(factsOfRelatives([forHiring])).toEqual(
    new Map([["employee", new Set(["insuredMonths"])]]),
  );
  expect(
    factsOf(forHiring)
      .map(({ label }) => label)
      .slice(0, 4),
  ).toEqual(["职工关系", "职工的入职日期", "职工的劳动合同期限月数", "职工的本次就业参保月数"]);
});
