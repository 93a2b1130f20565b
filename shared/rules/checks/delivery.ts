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
  const { fulfilment, subject, reserves, per } = policy;
  const percents = (fulfilment.shares ?? []).map(({ percent }) => percent);
  if (percents.length > 0 && percents.reduce((sum, one) => sum + one, 0) !== 100) {
    findings.push(
      say(
        "fulfilment.shares",
        "The shares of the cost do not add up to 100 percent. Correct them.",
        "市区分担的比例相加不是100%，请更正。",
      ),
    );
  }
  if (reserves?.of === "relative" && per === undefined) {
    findings.push(
      say(
        "reserves",
        "A relative counts only once, yet the benefit is not given for each relative. Name the relation with per, or reserve the subject itself.",
        "规定了关系人只计一次，却不是按关系人逐一发放。请写明per，或者改为本人只计一次。",
      ),
    );
  }
  if (
    subject === "person" &&
    fulfilment.kind === "payment" &&
    fulfilment.payees?.includes("premium-account") === true
  ) {
    findings.push(
      say(
        "fulfilment.payees",
        "Only organisations have an account that pays social insurance. Leave it out.",
        "只有单位才有缴纳社会保险费的账户，请去掉。",
      ),
    );
  }
  return findings;
}

const isMoney = ({ kind }: Amount): boolean => kind === "money";
