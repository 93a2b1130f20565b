import { civilDate } from "#shared/calendar/civil-date.ts";
import { readExample, type ExampleFacts } from "#shared/rules/example.ts";
import { judge } from "#shared/rules/judge.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { aPolicy, aVersion } from "./sample-policies.ts";

/** What a sample version for persons says of its own. */
export type Rule = Parameters<typeof aVersion>[0];

/** What a policy's letter to a subject says. */
export const reasonOf = (policy: Policy, facts: ExampleFacts, on = "2026-12-05"): string =>
  judge(policy, readExample(facts), civilDate(on)).reason;

/** What the letter of a sample policy with this rule says. */
export const reason = (rule: Rule, facts: ExampleFacts): string =>
  reasonOf(aPolicy([aVersion(rule)]), facts);

/** The letter of a sample policy that is granted. */
export const met = (grounds: string, worth = "，每月100元"): string =>
  `您${grounds}，因此可享受示例津贴${worth}。`;

/** The letter of a sample policy that is not granted today. */
export const unmet = (grounds: string, later = ""): string =>
  `您${grounds}，因此目前不能享受示例津贴。${later}`;

/** The letter of a sample policy of which it cannot be told yet. */
export const unknown = (what: string, when = "数据补齐"): string =>
  `现在还不能判断您能否享受示例津贴：${what}。${when}后会自动重新判断，您不用提交材料；如果不想等，也可以到社区事务受理服务中心申请。`;
