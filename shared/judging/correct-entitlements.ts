import { decisionOf } from "#shared/entitlements/decision.ts";
import { type Entitlement, holdOfClaim } from "#shared/entitlements/entitlement.ts";
import { correctable } from "#shared/entitlements/states.ts";
import { recordOf } from "#shared/rules/decision-record.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { type Draft, move } from "./changes.ts";
import { addInstruction, giveUpClaim } from "./follow-up.ts";
import { type JudgedOn, judgePeriod } from "./judge-period.ts";
import type { Judges } from "./judges.ts";

/**
 * Judges again every entitlement of which nothing is under way or paid: on its own day, and where late facts touch it
 * over its whole period. So only facts change it, never the mere passing of time: no longer met ends it, unknown holds
 * it, another amount is taken over.
 */
export async function correctEntitlements(draft: Draft, judges: Judges): Promise<void> {
  const { policy } = judges;
  for (const entitlement of draft.entitlements.values()) {
    if (entitlement.policy !== policy.id || !correctable.includes(entitlement.state)) continue;
    // What people have ruled is for people to change.
    if (entitlement.ruledFen !== null) continue;
    // One after the other: each is an entry of the same draft.
    // oxlint-disable-next-line no-await-in-loop
    await correct(draft, policy, entitlement, judgePeriod(judges, entitlement));
  }
}

async function correct(
  draft: Draft,
  policy: Policy,
  entitlement: Entitlement,
  { judged, on }: JudgedOn,
): Promise<void> {
  const newDecision = () => decisionOf(recordOf(policy, judged, on));
  switch (judged.verdict) {
    case "unmet":
      await move(draft, entitlement, {
        path: ["terminated"],
        event: "facts-corrected",
        set: {
          decision: newDecision(),
          heldBecause: null,
          reservation: giveUpClaim(draft, policy, entitlement),
        },
      });
      return;
    case "unknown":
      // What another channel has is no doubt of ours: nothing is under way here that could be held.
      if (entitlement.heldBecause === "facts-unknown" || entitlement.state === "redirected") return;
      await move(draft, entitlement, {
        path: [],
        event: "held-for-facts",
        set: { heldBecause: "facts-unknown" },
      });
      return;
    case "met": {
      const amountFen = judged.amountFen ?? null;
      const isReleased = entitlement.heldBecause === "facts-unknown";
      const isSame = amountFen === entitlement.amountFen && on === entitlement.judgedOn;
      if (isSame && !isReleased) return;
      await move(draft, entitlement, {
        path: [],
        event: isReleased ? "facts-known-again" : "amount-corrected",
        set: {
          amountFen,
          judgedOn: on,
          ruleVersion: judged.version,
          decision: newDecision(),
          ...(isReleased ? { heldBecause: holdOfClaim(entitlement.reservation) } : {}),
        },
      });
      if (isReleased && entitlement.state === "awaiting-fulfilment") {
        addInstruction(draft, entitlement.subjectKey, entitlement.policy);
      }
    }
  }
}
