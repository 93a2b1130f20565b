import { addDays } from "#shared/calendar/civil-date.ts";
import { holdSupplements } from "#shared/adjustments/hold-supplements.ts";
import { shanghaiDay, startOfShanghaiDay } from "#shared/calendar/shanghai.ts";
import { advance } from "#shared/entitlements/advance.ts";
import type { Entitlement, Hold } from "#shared/entitlements/entitlement.ts";
import { storeAdvanced } from "#shared/entitlements/store-advanced.ts";
import type { Owed } from "#shared/instructions/load-fulfilment-matters.ts";
import type { Outcome } from "#shared/outbox/consume-hints.ts";
import type { Task } from "#shared/outbox/task.ts";

/** What may not be paid yet, and why. */
export interface Held {
  readonly entitlements: readonly Entitlement[];
  /** Supplements. */
  readonly owed?: readonly Owed[];
  readonly because: Hold;
}

/** Writes down why payment waits, and looks again when that can have changed. */
export async function lookAgain(
  db: D1Database,
  task: Task,
  held: readonly [Held, ...Held[]],
  now: Date,
): Promise<Extract<Outcome, { end: "continued" }>> {
  const moves = await Promise.all(
    held.flatMap(({ entitlements, because }) =>
      entitlements
        .filter((one) => one.heldBecause !== because)
        .map(async (one) =>
          advance(one, {
            path: [],
            event: "held",
            actor: "system:fulfil",
            at: now,
            set: { heldBecause: because },
          }),
        ),
    ),
  );
  const [first] = held.toSorted((a, b) => nextLook(a.because, now) - nextLook(b.because, now));
  const { because } = first ?? held[0];
  const { topic, reference } = task;
  return {
    task,
    end: "continued",
    statements: [
      ...storeAdvanced(db, moves),
      ...held.flatMap(({ owed = [], because: hold }) =>
        holdSupplements(
          db,
          owed.map(({ adjustment }) => adjustment),
          hold,
        ),
      ),
    ],
    // The cause stands in the task, so that whatever ends it can find and wake it.
    next: { topic, kind: "instruct", reference, dueAt: nextLook(because, now), failure: because },
  };
}

const hour = 3_600_000;

/** When what holds a payment can have changed. */
export function nextLook(because: Hold, now: Date): number {
  switch (because) {
    case "daily-cap":
      return startOfShanghaiDay(addDays(shanghaiDay(now), 1)).getTime();
    // What ends these brings a task of its own or wakes this one; the look is only the safety net.
    case "account-missing":
    case "account-changed":
    case "account-returned":
    case "returned-too-often":
    case "earlier-suspended":
    case "payer-contradiction":
    case "facts-unknown":
    case "reservation-pending":
    case "counted-elsewhere":
    case "ordinary-channel":
    case "objection-upheld":
    case "policy-paused":
      return now.getTime() + 24 * hour;
    case "being-joined":
    case "release-missing":
    case "register-late":
    case "shard-restored":
    case "payer-missing":
    case "reserve-short":
      return now.getTime() + hour;
  }
  return because satisfies never;
}
