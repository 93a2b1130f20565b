import { followUpsOf } from "#shared/adjustments/follow-ups.ts";
import { pathAfter, settle } from "#shared/adjustments/settle.ts";
import type { Adjustment } from "#shared/adjustments/adjustment.ts";
import { claimReferences } from "#shared/confirmations/decision-paths.ts";
import { advance } from "#shared/entitlements/advance.ts";
import type { Entitlement } from "#shared/entitlements/entitlement.ts";
import {
  correctable,
  type EntitlementState,
  instructed,
  isAllowed,
} from "#shared/entitlements/states.ts";
import { fen } from "#shared/money/fen.ts";
import { newTask } from "#shared/outbox/task.ts";
import { isClaimed } from "#shared/reservations/claim.ts";
import type { Policy } from "#shared/rules/policy.ts";
import type { Moved, Mover } from "./after-freeze.ts";

/** What people rule out of an entitlement: it comes to nothing, whatever the rule says. */
const nothing = fen(0);

/** Whether an entitlement can still be ended, or what was paid of it claimed back. */
export function canBeRuledOut({ state, amountFen }: Entitlement): boolean {
  if (instructed.includes(state)) return amountFen !== null;
  return correctable.includes(state) && isAllowed(state, ["terminated"]);
}

/**
 * Ends an entitlement that an objection has shown to be none. What is not paid is not paid any more; what was paid
 * becomes a recovery, worked out to the fen, about which people decide and the subject is heard. It does not begin again
 * by itself: the facts say the same as before, and people have said more.
 */
export async function ruleOut(
  entitlement: Entitlement,
  adjustments: readonly Adjustment[],
  policy: Policy,
  objection: string,
  { event, by, now }: Mover,
): Promise<Moved> {
  const isPaid = instructed.includes(entitlement.state);
  const isReleased = !isPaid && isClaimed(entitlement.reservation);
  const set = {
    ruledFen: nothing,
    ...(entitlement.amountFen === null || !isPaid ? {} : { amountFen: nothing }),
    ...(isPaid ? { instructedFen: entitlement.instructedFen ?? entitlement.amountFen } : {}),
    ...(isPaid ? {} : { heldBecause: "objection-upheld" as const }),
    ...(isReleased ? { reservation: "released" as const } : {}),
  };
  const ended: EntitlementState[] = isPaid ? [] : ["terminated"];
  const next = { ...entitlement, ...set, state: ended.at(-1) ?? entitlement.state };
  const settled = await settle(next, adjustments, `objection:${objection}`, now);
  const move = await advance(entitlement, {
    path: isPaid ? pathAfter(next, settled.adjustments) : ended,
    event,
    actor: `staff:${by}`,
    at: now,
    set,
  });
  const { subjectKey } = entitlement;
  const task = { subjectKey, policy: "", topic: "sweep", kind: "reserve", dueAt: now } as const;
  return {
    moves: [move],
    adjustments: settled.changed,
    tasks: [
      ...(await followUpsOf(policy, adjustments, settled.changed, now)),
      ...(isReleased
        ? claimReferences([entitlement]).map((reference) => newTask({ ...task, reference }, now))
        : []),
    ],
  };
}
