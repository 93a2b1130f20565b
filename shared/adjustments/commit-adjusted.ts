import { sql } from "drizzle-orm";
import { isGuardError } from "#shared/confirmations/covered-entitlements.ts";
import { statement } from "#shared/db/statement.ts";
import type { Advanced } from "#shared/entitlements/advance.ts";
import { storeAdvanced } from "#shared/entitlements/store-advanced.ts";
import { sendHints } from "#shared/outbox/send-hints.ts";
import { storeTasks } from "#shared/outbox/store-tasks.ts";
import type { Task } from "#shared/outbox/task.ts";
import type { QueueBindings } from "#shared/queues.ts";
import type { Adjustment } from "./adjustment.ts";
import { storeAdjustments } from "./store-adjustments.ts";

/** What an act of people changes of one entitlement, to be committed as one. */
interface Act {
  readonly move: Advanced;
  readonly adjustments: readonly Adjustment[];
  readonly tasks: readonly Task[];
  readonly statements?: readonly D1PreparedStatement[];
}

/** What comes of an act: what is to be committed, nothing more to do, or why it may not be done. */
export type Considered<Because extends string> =
  | { readonly kind: "act"; readonly act: Act }
  | { readonly kind: "done" }
  | { readonly kind: "refused"; readonly because: Because };

export type Acted<Because extends string, Matter> =
  | { readonly ok: true; readonly matter: Matter }
  | { readonly ok: false; readonly because: Because | "not-found" };

/** How often an act is considered again because something else changed the entitlement meanwhile. */
const mostAttempts = 30;

/**
 * Does one act: reads what it rests on, considers, and commits only if nothing of it has changed since. Of many at once
 * each is considered on what the others have left behind.
 */
export async function act<Because extends string, Matter>(
  db: D1Database,
  queues: QueueBindings,
  load: () => Promise<Matter | undefined>,
  consider: (matter: Matter) => Promise<Considered<Because>>,
): Promise<Acted<Because, Matter>> {
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    // Each attempt rests on what the one before found changed.
    // oxlint-disable no-await-in-loop
    if (attempt > 0) await scheduler.wait(Math.random() * Math.min(attempt, 10) * 8);
    const matter = await load();
    if (matter === undefined) return { ok: false, because: "not-found" };
    const considered = await consider(matter);
    if (considered.kind === "refused") return { ok: false, because: considered.because };
    if (considered.kind === "done") return { ok: true, matter };
    if (await commit(db, queues, considered.act)) {
      const after = await load();
      return { ok: true, matter: after ?? matter };
    }
    // oxlint-enable no-await-in-loop
  }
  throw new Error("an entitlement is acted upon by too many at once");
}

async function commit(
  db: D1Database,
  queues: QueueBindings,
  { move, adjustments, tasks, statements = [] }: Act,
): Promise<boolean> {
  const { subjectKey, policy, period, version } = move.entitlement;
  try {
    await db.batch([
      statement(
        db,
        sql`INSERT INTO guard (expected, actual, reason) SELECT CAST(${version - 1} AS INTEGER), (SELECT version FROM entitlements
              WHERE subject_key = ${subjectKey} AND policy = ${policy} AND period = ${period}), 'entitlement'`,
      ),
      ...storeAdjustments(db, adjustments),
      ...statements,
      ...storeAdvanced(db, [move]),
      ...(tasks.length === 0 ? [] : [storeTasks(db, tasks)]),
    ]);
  } catch (error) {
    if (isGuardError(error)) return false;
    throw error;
  }
  await sendHints(
    queues,
    tasks.filter(({ relayedAt }) => relayedAt !== null),
  );
  return true;
}
