import type { Policy, Version } from "#shared/rules/policy.ts";
import { findingsIn, type Finding } from "./finding.ts";

const telling = /残|低保|困难|贫|失业|丧|亡|烈|抚恤/;

/** What leaves the house never tells disability, poverty or loss: neutral title, bank remark, a venue's answer. */
export function checkDiscretion(policy: Policy): Finding[] {
  const say = findingsIn(policy);
  const { fulfilment, sensitive } = policy;
  const versions: readonly Version[] = policy.versions;
  const findings: Finding[] = [];
  if (sensitive && (policy.neutralTitle ?? "").trim() === "") {
    findings.push(
      say(
        "neutralTitle",
        "A sensitive policy has no neutral title, so that its messages would tell. Give it one.",
        "敏感政策须有中性名称，请补充。",
      ),
    );
  }
  const texts: readonly (readonly [field: string, text: string])[] = [
    ...(sensitive ? [["neutralTitle", policy.neutralTitle] as const] : []),
    ...(sensitive && fulfilment.kind === "payment"
      ? [["fulfilment.remark", fulfilment.remark] as const]
      : []),
    ...versions.flatMap(({ amount }) =>
      amount.kind === "none" ? [["amount.benefit", amount.benefit] as const] : [],
    ),
  ];
  for (const [field, text] of texts) {
    const [word] = telling.exec(text) ?? [];
    if (word === undefined) continue;
    findings.push(
      say(
        field,
        `It leaves the house with “${word}”, which tells disability, poverty or loss. Say it in neutral words.`,
        `对外文字含“${word}”，会泄露敏感状况，请改用中性说法。`,
      ),
    );
  }
  return findings;
}
