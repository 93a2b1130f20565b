import type { Amount } from "#shared/rules/language/amount.ts";
import type { Policy, Version } from "#shared/rules/policy.ts";
import { amountClause, findingsIn, type Finding } from "./finding.ts";

/** Some of what the types refuse, for policies that come from elsewhere than a typed file. */
export function checkDelivery(policy: Policy, version: Version): Finding[] {
  const say = findingsIn(policy, version);
  const { mode, ground, adverseEffects, amount } = version;
  const findings: Finding[] = [];
  if (mode !== "confirm" && (adverseEffects || (ground !== "choice" && ground !== "none"))) {
    findings.push(
      say(
        "mode",
        `It is granted without a word of the subject, though ${
          adverseEffects ? "it has an adverse side" : "law or document demand an application"
        }. Make the mode “confirm”.`,
        "依法须经申请或者有不利影响的，不得直接兑现或者扫码享受，请改为确认后兑现。",
      ),
    );
  }
  if (mode === "scan" && isMoney(amount)) {
    findings.push(
      say(
        amountClause(version),
        "A scan pays no money. Grant a benefit in words, or take another mode.",
        "扫码享受的不能是现金，请改为优待内容或者其他方式。",
      ),
    );
  }
  return findings;
}

const isMoney = ({ kind }: Amount): boolean => kind === "money";
