// Written by write-index.command.ts: npm run policies:index
import type { Policy } from "#shared/rules/policy.ts";
import disabilityLivingAllowance from "./disability-living-allowance.ts";
import jobRetentionRefund from "./job-retention-refund.ts";
import oneChildReward from "./one-child-reward.ts";
import parkAdmission from "./park-admission.ts";
import seniorComprehensiveAllowance from "./senior-comprehensive-allowance.ts";

/** Every policy. */
export const policies: readonly Policy[] = [
  disabilityLivingAllowance,
  jobRetentionRefund,
  oneChildReward,
  parkAdmission,
  seniorComprehensiveAllowance,
];

/** The policy with this id, if there is one. */
export function policyById(id: string): Policy | undefined {
  return policies.find((policy) => policy.id === id);
}
