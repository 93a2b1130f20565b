import type { Confirmation } from "#shared/confirmations/confirmation.ts";
import type { Entitlement } from "#shared/entitlements/entitlement.ts";
import type { Judgement } from "#shared/rules/judgement.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { type Draft, entitlementKey, putConfirmation } from "./changes.ts";

/**
 * Ends what a gap in eligibility ends. A decision falls when the subject is no longer entitled, so that a later
 * entitlement asks again; an open or lapsed offer falls when none of the periods that it covers is left. What is offered
 * for one relative falls with that relative, whatever the others bring.
 */
export function endConfirmations(draft: Draft, policy: Policy, judged: Judgement): void {
  if (judged.verdict !== "unmet" && policy.per === undefined) return;
  const now = draft.now.getTime();
  for (const confirmation of draft.confirmations.values()) {
    if (confirmation.policy !== policy.id || confirmation.state === "ended") continue;
    const covered = coveredBy(draft, confirmation);
    if (judged.verdict !== "unmet" && (confirmation.scope === "" || covered.length === 0)) continue;
    if (isNeeded(confirmation, covered)) continue;
    putConfirmation(draft, {
      ...confirmation,
      state: "ended",
      decidedAt: confirmation.decidedAt ?? now,
    });
  }
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
