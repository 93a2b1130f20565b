import type { DecisionRecord } from "#shared/rules/decision-record.ts";
import type { Decision, Entitlement } from "./entitlement.ts";
import { plainPeriod } from "./period-of-relative.ts";

/** What of a decision's record is stored with its entitlement: all but what stands in the columns beside it. */
export function decisionOf(record: DecisionRecord): Decision {
  const { version, verdict, reason, facts, gaps, relatives, rule, seal } = record;
  return {
    version,
    verdict,
    reason,
    facts,
    ...(Object.keys(gaps).length === 0 ? {} : { gaps }),
    ...(relatives.length === 0 ? {} : { relatives }),
    ...(rule === undefined ? {} : { rule }),
    ...(seal === undefined ? {} : { seal }),
  };
}

/** The whole record of the decision that an entitlement rests on, to be replayed. */
export function decisionRecordOf({
  policy,
  period,
  judgedOn,
  amountFen,
  state,
  ruleVersion,
  decision,
}: Pick<
  Entitlement,
  "policy" | "period" | "judgedOn" | "amountFen" | "state" | "ruleVersion" | "decision"
>): DecisionRecord {
  const { version, reason, facts, gaps, relatives, rule, seal } = decision;
  // Before verdicts were stored, only a decision against it ended an entitlement.
  const verdict = decision.verdict ?? (state === "terminated" ? "unmet" : "met");
  const isMet = verdict === "met";
  return {
    policy,
    version: version ?? ruleVersion,
    on: judgedOn,
    ...(isMet ? { period: plainPeriod(period) } : {}),
    verdict,
    ...(isMet && amountFen !== null ? { amountFen } : {}),
    reason,
    facts,
    gaps: gaps ?? {},
    relatives: relatives ?? [],
    ...(rule === undefined ? {} : { rule }),
    ...(seal === undefined ? {} : { seal }),
  };
}
