import { checkPolicy } from "#shared/rules/checks/check-policy.ts";
import { findingText } from "#shared/rules/checks/finding.ts";
import { hasShanghaiHukou } from "#shared/rules/clauses/person.ts";
import {
  examplesOf,
  met,
  unknown,
  unmet,
  type Example,
  type ExampleRow,
} from "#shared/rules/example.ts";
import { perMonth, type Amount } from "#shared/rules/language/amount.ts";
import { ageAtLeast } from "#shared/rules/language/compare.ts";
import { type Condition } from "#shared/rules/language/condition.ts";
import { all } from "#shared/rules/language/logic.ts";
import { byAge } from "#shared/rules/language/number.ts";
import { policy, type Policy, type Version } from "#shared/rules/policy.ts";
import { expect } from "vitest";

export const source = {
  document: "沪府发〔2016〕24号",
  clause: "二",
  inForceUntil: "not-stated",
} as const;

const sound = {
  id: "sound",
  title: "健全的津贴",
  titleEn: "A sound allowance",
  subject: "person",
  leadDepartment: "civil-affairs",
  supportingDepartments: [],
  category: "行政给付",
  sensitive: false,
  assurance: "link",
  period: "month",
  standing: true,
  commitment: "情况有变化时及时告知。",
  fulfilment: { kind: "service", payer: "civil-affairs" },
  ordinaryChannel: { text: "社区事务受理服务中心" },
} as const;

const versionText = {
  id: "2020",
  from: "2020-01-01",
  status: "sourced",
  source,
  mode: "confirm",
  ground: "choice",
  adverseEffects: false,
  arrears: "all",
  leftToPeople: [],
} as const;

export const soundRule = {
  eligible: all(hasShanghaiHukou, ageAtLeast(65)),
  amount: perMonth(
    byAge([
      [65, 100_00],
      [70, 200_00],
    ]),
  ),
  amountInWords: "65–69周岁每月100元，70周岁及以上每月200元",
} as const;

export const on = "2026-03-01";
const rows: readonly ExampleRow[] = [
  ["六十五岁", on, { birthDate: "1961-03-01" }, met(100_00)],
  ["前一天", on, { birthDate: "1961-03-02" }, unmet()],
  ["七十岁", on, { birthDate: "1956-03-01" }, met(200_00)],
  ["七十岁前一天", on, { birthDate: "1956-03-02" }, met(100_00)],
  ["外省市", on, { birthDate: "1956-03-01", hukouDistrict: "elsewhere" }, unmet()],
  ["不明", on, { birthDate: "1956-03-01", hukouDistrict: "missing" }, unknown("hukouDistrict")],
];
export const examples = examplesOf({ hukouDistrict: "310101" }, rows);

export const soundPolicy = policy({ ...sound, versions: [{ ...versionText, ...soundRule }] });
export const [soundVersion] = soundPolicy.versions;

export type Loose = { readonly [K in keyof Version]?: unknown };

/** Guarantee: none; it stands for a policy that did not go through the types. */
export function broken(
  change: Loose,
  more: { readonly [K in keyof Policy]?: unknown } = {},
): Policy {
  return { ...soundPolicy, versions: [{ ...soundVersion, ...change }], ...more } as Policy;
}

export const found = (one: Policy, its: readonly Example[] = examples) =>
  checkPolicy(one, its).map(findingText);

/** What is found of another rule, by reading it. */
export const foundOf = (eligible: Condition, amount: Amount = soundRule.amount, more: Loose = {}) =>
  found(broken({ eligible, amount, ...more }));

/** Findings, one of which names policy, version and clause, and says so. */
export const finding = (clause: string, says: string): unknown =>
  expect.arrayContaining([
    expect.stringMatching(
      new RegExp(
        `^policy sound, version (2020|2022|all), clause “${escaped(clause)}.*${escaped(says)}`,
      ),
    ),
  ]);

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

export const amountInWords = `金额：${soundRule.amountInWords}`;
