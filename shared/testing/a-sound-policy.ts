import type { Finding } from "#shared/rules/checks/finding.ts";
import { hasShanghaiHukou } from "#shared/rules/clauses/person.ts";
import {
  examplesOf,
  met,
  unknown,
  unmet,
  type Example,
  type ExampleRow,
} from "#shared/rules/example.ts";
import { perMonth } from "#shared/rules/language/amount.ts";
import { ageAtLeast } from "#shared/rules/language/compare.ts";
import { all } from "#shared/rules/language/logic.ts";
import { byAge } from "#shared/rules/language/number.ts";
import { policy, type Policy, type Version } from "#shared/rules/policy.ts";

export const source = {
  document: "沪府发〔2016〕24号",
  clause: "二",
  inForceUntil: "not-stated",
} as const;

const sound = {
  id: "sound",
  title: "健全的津贴",
  subject: "person",
  leadDepartment: "civil-affairs",
  isGuaranteedByLaw: false,
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

type Check = (policy: Policy, version: Version, examples: readonly Example[]) => Finding[];

/** What one check finds of a policy's first version. */
export function foundBy(check: Check, one: Policy, its: readonly Example[] = []): Finding[] {
  const [version] = one.versions;
  return check(one, version, its);
}

/** A finding of the sound policy's version, word for word. */
export const aFinding = (clause: string, en: string, zh: string): Finding => ({
  policy: "sound",
  version: "2020",
  clause,
  en,
  zh,
});

/** The clause of whatever is found of the sound policy’s amount. */
export const amountInWords = `金额：${soundRule.amountInWords}`;
