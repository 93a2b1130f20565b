import { sql } from "drizzle-orm";
import type { Adjustment } from "#shared/adjustments/adjustment.ts";
import { storeAdjustments } from "#shared/adjustments/store-adjustments.ts";
import { isGuardError } from "#shared/confirmations/covered-entitlements.ts";
import { objections } from "#shared/db/objections.schema.ts";
import { upsert } from "#shared/db/upsert.ts";
import type { Advanced } from "#shared/entitlements/advance.ts";
import { storeAdvanced } from "#shared/entitlements/store-advanced.ts";
import { sendHints } from "#shared/outbox/send-hints.ts";
import { storeTasks } from "#shared/outbox/store-tasks.ts";
import type { Task } from "#shared/outbox/task.ts";
import type { QueueBindings } from "#shared/queues.ts";
import { guardObjection, loadObjection, type ObjectionMatter } from "./load-objection.ts";
import type { Objection } from "./objection.ts";

/** What an act changes, to be committed as one. */
export interface Act {
  readonly objections: readonly Objection[];
  readonly moves: readonly Advanced[];
  readonly adjustments?: readonly Adjustment[];
  readonly tasks: readonly Task[];
}

/** What comes of an act: it was done, there was nothing left to do, or it may not be done. */
export type Considered<Refusal extends string> =
  | { readonly kind: "act"; readonly act: Act }
  | { readonly kind: "done" }
  | { readonly kind: "refused"; readonly because: Refusal };

export type ActResult<Refusal extends string> =
  | { readonly ok: true; readonly matter: ObjectionMatter }
  | { readonly ok: false; readonly because: Refusal | "not-found" };

/** How often an act is considered again because something else changed meanwhile. */
const mostAttempts = 60;

/**
 * Does one act about an objection: reads all that it rests on, considers, and commits only if nothing of it has changed.
 * Of many at once each is considered on what the others have left.
 */
export async function act<Refusal extends string>(
  db: D1Database,
  queues: QueueBindings,
  id: string,
  consider: (matter: ObjectionMatter) => Promise<Considered<Refusal>>,
): Promise<ActResult<Refusal>> {
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    // Each attempt rests on what the one before found changed.
    // oxlint-disable no-await-in-loop
    if (attempt > 0) await scheduler.wait(Math.random() * Math.min(attempt, 10) * 8);
    const matter = await loadObjection(db, id);
    if (matter === undefined) return { ok: false, because: "not-found" };
    const considered = await consider(matter);
    if (considered.kind === "refused") return { ok: false, because: considered.because };
    if (considered.kind === "done") return { ok: true, matter };
    if (await commit(db, queues, matter, considered.act)) {
      const after = await loadObjection(db, id);
      return after === undefined
        ? { ok: false, because: "not-found" }
        : { ok: true, matter: after };
    }
    // oxlint-enable no-await-in-loop
  }
  throw new Error("an objection is acted upon by too many at once");
}

async function commit(
  db: D1Database,
  queues: QueueBindings,
  matter: ObjectionMatter,
  { objections: changed, moves, adjustments = [], tasks }: Act,
): Promise<boolean> {
  try {
    await db.batch([
      ...guardObjection(db, matter),
      upsert(db, objections, [objections.id], JSON.stringify(changed), sql`1`),
      ...storeAdvanced(db, moves),
      ...storeAdjustments(db, adjustments),
      ...(tasks.length === 0 ? [] : [storeTasks(db, tasks)]),
    ]);
  } catch (error) {
    if (isGuardError(error)) return false;
    throw error;
  }
  await sendHints(queues, tasks);
  return true;
}
