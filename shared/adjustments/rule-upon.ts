import { claimReferences } from "#shared/confirmations/decision-paths.ts";
import { advance, type Advanced } from "#shared/entitlements/advance.ts";
import { instructed, isAllowed } from "#shared/entitlements/states.ts";
import { type Fen, fen } from "#shared/money/fen.ts";
import { newTask, type Task } from "#shared/outbox/task.ts";
import { policyById } from "#shared/policies/index.ts";
import type { QueueBindings } from "#shared/queues.ts";
import { isClaimed } from "#shared/reservations/claim.ts";
import type { Adjustment, Ground } from "./adjustment.ts";
import { act, type Acted } from "./commit-adjusted.ts";
import { followUpsOf } from "./follow-ups.ts";
import { type Adjusted, type EntitlementKey, findAdjusted } from "./load-adjusted.ts";
import { pathAfter, settle } from "./settle.ts";

/** What people have ruled of one entitlement, whatever the rule says. */
export interface Ruling {
  /** What it comes to; 0: the subject is not entitled. */
  readonly toFen: Fen;
  readonly ground: Ground;
  /** "staff:<person>", as in the audit. */
  readonly actor: string;
}

/** What a ruling changes, to be committed as one. */
interface Ruled {
  readonly move: Advanced;
  readonly adjustments: readonly Adjustment[];
  readonly tasks: readonly Task[];
}

/**
 * Lets an entitlement come to what people have ruled. What is not paid yet ends or changes; of what was paid or is under
 * way the difference becomes a supplement, or a recovery that people have to decide like any other. From then on facts
 * change it no more. Pure but for hashes.
 *
 * @returns undefined where it comes to that already
 */
async function ruleUpon(
  { entitlement, adjustments }: Adjusted,
  { toFen, ground, actor }: Ruling,
  now: Date,
): Promise<Ruled | undefined> {
  if (entitlement.ruledFen === toFen && entitlement.amountFen === toFen) return undefined;
  const { subjectKey, policy, state, reservation } = entitlement;
  const isPaid = instructed.includes(state);
  const ends = !isPaid && toFen === 0 && isAllowed(state, ["terminated"]);
  const isReleased = ends && isClaimed(reservation);
  const next = {
    ...entitlement,
    state: ends ? ("terminated" as const) : state,
    amountFen: toFen,
    ruledFen: toFen,
    instructedFen: isPaid
      ? (entitlement.instructedFen ?? entitlement.amountFen ?? fen(0))
      : entitlement.instructedFen,
    heldBecause: ends ? ("objection-upheld" as const) : entitlement.heldBecause,
    reservation: isReleased ? ("released" as const) : reservation,
  };
  const settled = await settle(next, adjustments, ground, now);
  const { amountFen, ruledFen, instructedFen, heldBecause } = next;
  const move = await advance(entitlement, {
    path: ends ? ["terminated"] : pathAfter(next, settled.adjustments),
    event: "ruled",
    actor,
    at: now,
    set: { amountFen, ruledFen, instructedFen, heldBecause, reservation: next.reservation },
  });
  const found = policyById(policy);
  const about = { subjectKey, dueAt: now };
  return {
    move,
    adjustments: settled.changed,
    tasks: [
      ...(found === undefined ? [] : await followUpsOf(found, adjustments, settled.changed, now)),
      ...(isReleased ? claimReferences([entitlement]) : []).map((reference) =>
        newTask({ ...about, topic: "sweep", kind: "reserve", policy: "", reference }, now),
      ),
      ...(state === "awaiting-fulfilment" && !ends
        ? [newTask({ ...about, topic: "fulfil", kind: "instruct", policy, reference: "" }, now)]
        : []),
    ],
  };
}

/** Commits a ruling upon one entitlement; repeated, it changes nothing. */
export async function ruleUponEntitlement(
  db: D1Database,
  queues: QueueBindings,
  key: EntitlementKey,
  ruling: Ruling,
  now: Date,
): Promise<Acted<never, Adjusted>> {
  return act(
    db,
    queues,
    async () => findAdjusted(db, key),
    async (matter) => {
      const ruled = await ruleUpon(matter, ruling, now);
      return ruled === undefined ? { kind: "done" } : { kind: "act", act: ruled };
    },
  );
}
