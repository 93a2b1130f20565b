import { decisionRecordOf } from "#shared/entitlements/decision.ts";
import type { Entitlement } from "#shared/entitlements/entitlement.ts";
import { policyById } from "#shared/policies/index.ts";
import { replay } from "#shared/rules/decision-record.ts";

/** What comes of the decisions of entitlements when they are made again from their records. */
export function replaysOf(entitlements: readonly Entitlement[]) {
  return entitlements.map((entitlement) => {
    const policy = policyById(entitlement.policy);
    if (policy === undefined) throw new Error(`no policy ${entitlement.policy}`);
    const { judgement, differences } = replay(policy, decisionRecordOf(entitlement));
    const { verdict, amountFen } = judgement ?? {};
    return { verdict, ...(amountFen === undefined ? {} : { amountFen }), differences };
  });
}
