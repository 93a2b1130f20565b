import { conflictTask } from "#shared/cases/conflict.ts";
import { occupyingCase } from "#shared/cases/occupying-case.ts";
import { type Claim, type Entitlement, lastingHold } from "#shared/entitlements/entitlement.ts";
import { correctable, type EntitlementState } from "#shared/entitlements/states.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { type Draft, move } from "./changes.ts";
import { addClaimTask, addInstruction, giveUpClaim } from "./follow-up.ts";
import type { SubjectState } from "./subject-state.ts";

/** How claims stand with those who are counted, by the entitlement's id. */
export type Standings = ReadonlyMap<string, "held" | "elsewhere">;

/**
 * Takes over how claims stand. Who holds the place goes on its way, as if it were opened now; for whom another one
 * counts it waits; and where another channel gives it all the same, the lead department hears of it. What was opened before its policy reserved anything asks now.
 *
 * @param goOn the way of an entitlement that was opened and not offered, with what goes with it; none while it must wait
 */
export async function applyClaims(
  draft: Draft,
  { cases }: Pick<SubjectState, "cases">,
  policy: Policy,
  standings: Standings,
  goOn: ((entitlement: Entitlement) => Promise<readonly EntitlementState[]>) | undefined,
): Promise<void> {
  if (policy.reserves === undefined) return;
  for (const before of draft.entitlements.values()) {
    if (before.policy !== policy.id || !correctable.includes(before.state)) continue;
    const reservation = claimAfter(before, standings.get(before.id));
    const entitlement = { ...before, reservation };
    const isWaiting = before.state === "matched" && reservation === "held";
    const hold = lastingHold(entitlement) ?? (isWaiting && !goOn ? "policy-paused" : null);
    // oxlint-disable no-await-in-loop
    if (isWaiting && hold === null && goOn !== undefined) {
      const path = await goOn(entitlement);
      const isWaived = path.includes("waived");
      await move(draft, before, {
        path,
        event: "counted-here",
        set: {
          reservation: isWaived ? giveUpClaim(draft, policy, entitlement) : reservation,
          heldBecause: null,
        },
      });
    } else if (reservation !== before.reservation) {
      await move(draft, before, {
        path: [],
        event: `claim-${reservation}`,
        set: { reservation, heldBecause: hold },
      });
      if (reservation === "asked") addClaimTask(draft, policy, before);
      const by = reservation === "elsewhere" ? occupyingCase(cases, before) : undefined;
      if (by !== undefined)
        draft.tasks.push(await conflictTask(policy, entitlement, by, draft.now));
      if (reservation === "held" && isDue(before.state))
        addInstruction(draft, before.subjectKey, policy.id);
    }
    // oxlint-enable no-await-in-loop
  }
}

const isDue = (state: EntitlementState): boolean =>
  state === "awaiting-fulfilment" || state === "payment-returned";

/** The claim after an answer. Nothing takes a place away again but giving it up. */
function claimAfter(
  { state, reservation }: Entitlement,
  answer: "held" | "elsewhere" | undefined,
): Claim | null {
  switch (reservation) {
    case "asked":
    case "elsewhere":
      return answer ?? reservation;
    case "held":
    case "released":
      return reservation;
    case null:
      return state === "waived" ? reservation : "asked";
  }
  return reservation satisfies never;
}
