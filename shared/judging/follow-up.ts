import type { Claim, Entitlement } from "#shared/entitlements/entitlement.ts";
import type { EntitlementState } from "#shared/entitlements/states.ts";
import { towardsFulfilment } from "#shared/publicity/round.ts";
import { claimingOf, isClaimed, referenceOfClaiming } from "#shared/reservations/claim.ts";
import type { Policy, Version } from "#shared/rules/policy.ts";
import { addTask, type Draft } from "./changes.ts";

/** Has fulfil look at what waits for the subject under the policy. */
export function addInstruction(draft: Draft, subjectKey: string, policy: string): void {
  addTask(draft, { topic: "fulfil", kind: "instruct", subjectKey, policy, reference: "" });
}

/** Lets an entitlement go towards its fulfilment, with what goes with it: publicity first where its document demands it. */
export function goTowardsFulfilment(
  draft: Draft,
  { subjectKey, policy, period }: Pick<Entitlement, "subjectKey" | "policy" | "period">,
  version: Version,
): EntitlementState {
  const state = towardsFulfilment(version, []);
  if (state === "awaiting-fulfilment") addInstruction(draft, subjectKey, policy);
  else addTask(draft, { topic: "sweep", kind: "publicity", subjectKey, policy, reference: period });
  return state;
}

/** Has a claim brought into line where whom it counts lies: put forward, or given up. */
export function addClaimTask(
  draft: Draft,
  policy: Policy,
  entitlement: Pick<Entitlement, "subjectKey" | "period" | "judgedOn">,
): void {
  const claiming = claimingOf(policy, entitlement);
  if (claiming === undefined) return;
  addTask(draft, {
    topic: "sweep",
    kind: "reserve",
    subjectKey: entitlement.subjectKey,
    policy: "",
    reference: referenceOfClaiming(claiming),
  });
}

/** The claim of an entitlement that ends or is waived: where there was one it is given up, with a task. */
export function giveUpClaim(draft: Draft, policy: Policy, entitlement: Entitlement): Claim | null {
  if (!isClaimed(entitlement.reservation)) return entitlement.reservation;
  addClaimTask(draft, policy, entitlement);
  return "released";
}
