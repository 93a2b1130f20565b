import { commitmentOf, type Confirmation, scopeOf } from "#shared/confirmations/confirmation.ts";
import { claimAfter, confirmPath, waivePath } from "#shared/confirmations/decision-paths.ts";
import { lastingHold } from "#shared/entitlements/entitlement.ts";
import { correctable } from "#shared/entitlements/states.ts";
import { confirmationKey, type Draft, move } from "#shared/judging/changes.ts";
import { addClaimTask } from "#shared/judging/follow-up.ts";
import { isClaimed } from "#shared/reservations/claim.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { versionOn } from "#shared/rules/versions.ts";

/** Lets the rights of both numbers go the way that was decided under either. */
export async function followDecisions(draft: Draft, policy: Policy): Promise<void> {
  const commitment = await commitmentOf(policy);
  for (const one of draft.entitlements.values()) {
    if (one.policy !== policy.id) continue;
    const key = confirmationKey(policy.id, commitment, scopeOf(policy, one.period));
    const decision = decisionIn(draft.confirmations.get(key));
    if (decision === undefined) continue;
    const isDirect = versionOn(policy, one.judgedOn)?.mode === "direct";
    const path = decision === "waive" ? waivePath(one) : confirmPath(one, isDirect, draft.now);
    if (path.length === 0) continue;
    const reservation = claimAfter(one, decision);
    // One after the other: a draft is no place for races.
    // oxlint-disable-next-line no-await-in-loop
    await move(draft, one, {
      path,
      event: "decided-under-other-number",
      set: { reservation, heldBecause: lastingHold({ ...one, reservation }) },
    });
    if (reservation !== one.reservation) addClaimTask(draft, policy, one);
  }
}

function decisionIn(confirmation: Confirmation | undefined): "confirm" | "waive" | undefined {
  if (confirmation === undefined || confirmation.decidedAt === null) return undefined;
  switch (confirmation.state) {
    case "confirmed":
    case "announced":
      return "confirm";
    case "waived":
      return "waive";
    case "open":
    case "lapsed":
    case "ended":
      return undefined;
  }
  return confirmation.state satisfies never;
}

/** Where somebody counts only once, what is not under way yet asks how its claim stands now. */
export async function askForPlaces(draft: Draft, policy: Policy): Promise<void> {
  if (policy.reserves === undefined) return;
  for (const one of draft.entitlements.values()) {
    const isConcerned =
      one.policy === policy.id && correctable.includes(one.state) && isClaimed(one.reservation);
    if (!isConcerned) continue;
    const reservation = "asked";
    // oxlint-disable-next-line no-await-in-loop
    await move(draft, one, {
      path: [],
      event: "claim-asked",
      set: { reservation, heldBecause: lastingHold({ ...one, reservation }) },
    });
    addClaimTask(draft, policy, one);
  }
}
