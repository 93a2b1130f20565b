import type { Confirmation } from "#shared/confirmations/confirmation.ts";
import type { Entitlement } from "#shared/entitlements/entitlement.ts";
import type { Judgement } from "#shared/rules/judgement.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { type Draft, entitlementKey, putConfirmation } from "./changes.ts";

/**
 * Ends what a gap in eligibility ends. A decision falls when the subject is no longer entitled, so that a later
 * entitlement asks again; an open or lapsed offer falls when none of the periods that it covers is left, or another
 * channel has all of them. What is offered for one relative falls with that relative, whatever the others bring.
 */
export function endConfirmations(draft: Draft, policy: Policy, judged: Judgement): void {
  const now = draft.now.getTime();
  for (const confirmation of draft.confirmations.values()) {
    if (confirmation.policy !== policy.id || confirmation.state === "ended") continue;
    const covered = coveredBy(draft, confirmation);
    if (!mayEnd(policy, judged, confirmation, covered) || isNeeded(confirmation, covered)) continue;
    putConfirmation(draft, {
      ...confirmation,
      state: "ended",
      decidedAt: confirmation.decidedAt ?? now,
    });
  }
}

function mayEnd(
  policy: Policy,
  judged: Judgement,
  { state, scope }: Confirmation,
  covered: readonly Entitlement[],
): boolean {
  if (judged.verdict === "unmet") return true;
  const isOffer = state === "open" || state === "lapsed";
  if (isOffer && covered.some((one) => one.state === "redirected")) return true;
  return policy.per !== undefined && scope !== "" && covered.length > 0;
}

function coveredBy(draft: Draft, { policy, scope }: Confirmation): readonly Entitlement[] {
  if (scope === "") return [...draft.entitlements.values()].filter((one) => one.policy === policy);
  const one = draft.entitlements.get(entitlementKey(policy, scope));
  return one === undefined ? [] : [one];
}

function isNeeded({ scope, state }: Confirmation, covered: readonly Entitlement[]): boolean {
  switch (state) {
    case "open":
    case "lapsed":
      return covered.some((one) => one.state === "awaiting-confirmation" || one.state === "lapsed");
    case "announced":
    case "confirmed":
    case "waived":
      // A decision about one period is history and stays; one about all periods ends with the eligibility.
      return scope !== "" && covered.some((one) => one.state !== "terminated");
    case "ended":
      return false;
  }
  return state satisfies never;
}
