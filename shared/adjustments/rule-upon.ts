import { claimReferences } from "#shared/confirmations/decision-paths.ts";
import { advance, type Advanced } from "#shared/entitlements/advance.ts";
import { instructed, isAllowed } from "#shared/entitlements/states.ts";
import { type Fen, fen } from "#shared/money/fen.ts";
import { newTask, type Task } from "#shared/outbox/task.ts";
import { policyById } from "#shared/policies/index.ts";
import type { QueueBindings } from "#shared/queues.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { isClaimed } from "#shared/reservations/claim.ts";
import type { Adjustment, Ground } from "./adjustment.ts";
import { act, type Acted } from "./commit-adjusted.ts";
import { followUpsOf } from "./follow-ups.ts";
import { type Adjusted, findByAdjustment } from "./load-adjusted.ts";
import { pathAfter, settle } from "./settle.ts";

/** What people have ruled of one entitlement, whatever the rule says. */
export interface Ruling {
  /** What it comes to; 0: the subject is not entitled. */
  readonly toFen: Fen;
  readonly ground: Ground;
  /** As in the audit. */
  readonly event: string;
  /** "staff:<person>", as in the audit. */
  readonly actor: string;
}

type Matter = Adjusted & { readonly adjustment: Adjustment };

/** What a ruling changes, to be committed as one. */
export interface Ruled {
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
export async function ruleUpon(
  policy: Policy,
  { entitlement, adjustments }: Adjusted,
  { toFen, ground, event, actor }: Ruling,
  now: Date,
): Promise<Ruled | undefined> {
  if (entitlement.ruledFen === toFen) return undefined;
  const { subjectKey, state, reservation } = entitlement;
  const isPaid = instructed.includes(state);
  const ends = !isPaid && toFen === 0 && isAllowed(state, ["terminated"]);
  const isReleased = ends && isClaimed(reservation);
  const next = {
    ...entitlement,
    state: ends ? ("terminated" as const) : state,
    // What has ended keeps what it came to.
    amountFen: ends ? entitlement.amountFen : toFen,
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
    event,
    actor,
    at: now,
    set: { amountFen, ruledFen, instructedFen, heldBecause, reservation: next.reservation },
  });
  const about = { subjectKey, dueAt: now };
  return {
    move,
    adjustments: settled.changed,
    tasks: [
      ...(await followUpsOf(policy, adjustments, settled.changed, now)),
      ...(isReleased ? claimReferences([entitlement]) : []).map((reference) =>
        newTask({ ...about, topic: "sweep", kind: "reserve", policy: "", reference }, now),
      ),
      ...(state === "awaiting-fulfilment" && !ends
        ? [
            newTask(
              { ...about, topic: "fulfil", kind: "instruct", policy: policy.id, reference: "" },
              now,
            ),
          ]
        : []),
    ],
  };
}

/**
 * Commits a ruling upon the entitlement of a recovery: what a reconsideration or a court has made of the decision.
 * Repeated, it changes nothing.
 */
export async function reviseRecovery(
  db: D1Database,
  queues: QueueBindings,
  id: string,
  ruling: Ruling,
  now: Date,
): Promise<Acted<"same-person" | "not-demanded", Matter>> {
  return act(
    db,
    queues,
    async () => findByAdjustment(db, id),
    async (matter) => {
      const { entitlement, adjustment } = matter;
      const policy = policyById(entitlement.policy);
      if (policy === undefined || adjustment.decidedBy === null)
        return { kind: "refused", because: "not-demanded" };
      if (ruling.actor === `staff:${adjustment.decidedBy}`)
        return { kind: "refused", because: "same-person" };
      const ruled = await ruleUpon(policy, matter, ruling, now);
      return ruled === undefined ? { kind: "done" } : { kind: "act", act: ruled };
    },
  );
}
