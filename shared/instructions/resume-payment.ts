import { sql } from "drizzle-orm";
import { type Adjustment, referenceTo } from "#shared/adjustments/adjustment.ts";
import { type Adjusted, findFailed } from "#shared/adjustments/load-adjusted.ts";
import { storeAdjustments } from "#shared/adjustments/store-adjustments.ts";
import { isGuardError } from "#shared/confirmations/covered-entitlements.ts";
import { entitlements } from "#shared/db/shard.schema.ts";
import { adjustments } from "#shared/db/adjustments.schema.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import { advance } from "#shared/entitlements/advance.ts";
import { type Entitlement, lastingHold } from "#shared/entitlements/entitlement.ts";
import type { EntitlementState } from "#shared/entitlements/states.ts";
import { fromStored, type StoredEntitlement } from "#shared/entitlements/stored-entitlement.ts";
import { storeAdvanced } from "#shared/entitlements/store-advanced.ts";
import { sendHints } from "#shared/outbox/send-hints.ts";
import { storeTasks } from "#shared/outbox/store-tasks.ts";
import { newTask, type Task } from "#shared/outbox/task.ts";
import type { QueueBindings } from "#shared/queues.ts";
import { closeWorkItemTask } from "#shared/work-items/work-item-task.ts";
import { payTheRest } from "./pay-the-rest.ts";
import { attemptOf } from "./plan-instruction.ts";

export interface Resuming {
  readonly person: string;
  /** Where the payer contradicted itself: what people have found out. */
  readonly outcome: "paid" | "not-paid" | undefined;
}

export type Resumption =
  | { readonly ok: true; readonly entitlements: readonly Entitlement[] }
  | {
      readonly ok: false;
      readonly because:
        | "not-found"
        /** The payer contradicted itself: it must be said whether it was paid. */
        | "outcome-missing"
        /** It failed for certain, so that nobody need say it. */
        | "outcome-needless";
    };

/** How often it is tried again because something else changed the subject meanwhile. */
const mostAttempts = 30;

/**
 * Lets a payment go on that failed: one that is suspended, or that was refused for a passing reason. All that was in the
 * same instruction goes on with it, as one more attempt, under the same conditions as any payment. Where the payer has
 * contradicted itself, people say whether the money has arrived.
 */
export async function resumePayment(
  db: D1Database,
  queues: QueueBindings,
  id: string,
  resuming: Resuming,
  now: Date,
): Promise<Resumption> {
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    // Each attempt rests on what the one before found changed.
    // oxlint-disable no-await-in-loop
    if (attempt > 0) await scheduler.wait(Math.random() * Math.min(attempt, 10) * 8);
    const found = await findFailed(db, id);
    if (found === undefined) return { ok: false, because: "not-found" };
    const failed = await findAllOf(db, found);
    const isContradicted = failed.entitlements.some(
      ({ heldBecause }) => heldBecause === "payer-contradiction",
    );
    if (isContradicted !== (resuming.outcome !== undefined))
      return { ok: false, because: isContradicted ? "outcome-missing" : "outcome-needless" };
    const moved = await commit(db, queues, failed, resuming, now);
    if (moved !== undefined) return { ok: true, entitlements: moved };
    // oxlint-enable no-await-in-loop
  }
  throw new Error("a payment is resumed by too many at once");
}

interface Failed {
  readonly entitlements: readonly Entitlement[];
  readonly supplements: readonly Adjustment[];
  /** What was paid too little or too much of any of the subject's periods. */
  readonly adjustments: readonly Adjustment[];
  /** What their instructions had kept of the money for what was not repaid, until they came back. */
  readonly keptFen: number;
}

/** Everything of the subject that failed in the same instruction, or in the same ones as its supplements. */
async function findAllOf(
  db: D1Database,
  { entitlement, adjustments: own }: Adjusted,
): Promise<Failed> {
  const { subjectKey, policy } = entitlement;
  const isOwn = entitlement.state === "payment-returned" || entitlement.state === "suspended";
  const causesOf = [
    ...(isOwn ? [entitlement.instruction] : []),
    ...own.filter(hasFailed).map(({ instruction }) => instruction),
  ];
  const instructions = JSON.stringify(causesOf);
  const named = sql`subject_key = ${subjectKey} AND policy = ${policy} AND instruction IN (SELECT value FROM json_each(${instructions}))`;
  const [entitlementRows, adjustmentRows, keptRows] = await db.batch([
    statement(
      db,
      sql`SELECT ${columnsOf(entitlements)} FROM entitlements WHERE subject_key = ${subjectKey} AND policy = ${policy}
            AND ((${named} AND state IN ('payment-returned', 'suspended'))
              OR id IN (SELECT entitlement FROM adjustments WHERE ${named} AND state IN ('returned', 'suspended')))`,
    ),
    statement(
      db,
      sql`SELECT ${columnsOf(adjustments)} FROM adjustments WHERE subject_key = ${subjectKey} AND policy = ${policy} ORDER BY number`,
    ),
    statement(
      db,
      sql`SELECT coalesce(sum(amount_fen), 0) AS "keptFen" FROM repayments WHERE subject_key = ${subjectKey}
            AND kind = 'set-off' AND undone_at IS NOT NULL AND reference IN (SELECT value FROM json_each(${instructions}))`,
    ),
  ]);
  const adjusted = rowsOf<Adjustment>(adjustmentRows);
  const causes = new Set(causesOf);
  return {
    entitlements: rowsOf<StoredEntitlement>(entitlementRows).map(fromStored),
    supplements: adjusted.filter(
      (one) => hasFailed(one) && one.instruction !== null && causes.has(one.instruction),
    ),
    adjustments: adjusted,
    keptFen: rowsOf<{ keptFen: number }>(keptRows)[0]?.keptFen ?? 0,
  };
}

const hasFailed = ({ state }: Adjustment): boolean => state === "returned" || state === "suspended";

async function commit(
  db: D1Database,
  queues: QueueBindings,
  { entitlements: failed, supplements, adjustments: known, keptFen }: Failed,
  { person, outcome }: Resuming,
  now: Date,
): Promise<readonly Entitlement[] | undefined> {
  const isPaid = outcome === "paid";
  const resumed = supplements.map((one): Adjustment =>
    isPaid
      ? { ...one, state: "paid", heldBecause: null }
      : { ...one, state: "due", attempts: one.attempts + 1, heldBecause: null },
  );
  const fresh = new Map(resumed.map((one) => [one.id, one]));
  const less = isPaid
    ? await payTheRest(
        failed.filter((one) => pathOf(one, isPaid).length > 0),
        known.map((one) => fresh.get(one.id) ?? one),
        keptFen,
        now,
      )
    : undefined;
  const moves = await Promise.all(
    failed.map(async (one) => {
      const path = pathOf(one, isPaid);
      return advance(one, {
        path,
        event: isPaid ? "found-paid" : "resumed",
        actor: `staff:${person}`,
        at: now,
        set:
          path.length === 0
            ? {}
            : {
                heldBecause: isPaid ? null : lastingHold(one),
                instructedFen: less?.instructedFen.get(one.id) ?? one.instructedFen,
                attempts: isPaid ? one.attempts : attemptOf({ ...one, state: "payment-returned" }),
              },
      });
    }),
  );
  const tasks = tasksOf(failed, supplements, person, now);
  try {
    await db.batch([
      ...failed.map(({ subjectKey, policy, period, version }) =>
        statement(
          db,
          sql`INSERT INTO guard (expected, actual, reason) SELECT CAST(${version} AS INTEGER), (SELECT version FROM entitlements
                WHERE subject_key = ${subjectKey} AND policy = ${policy} AND period = ${period}), 'entitlement'`,
        ),
      ),
      ...storeAdjustments(db, [...resumed, ...(less?.adjustments ?? [])]),
      ...storeAdvanced(db, moves),
      ...(isPaid ? [markPaid(db, failed, now)] : []),
      storeTasks(db, tasks),
    ]);
  } catch (error) {
    if (isGuardError(error)) return undefined;
    throw error;
  }
  await sendHints(queues, tasks);
  return moves.map(({ entitlement }) => entitlement);
}

/** Those of which only a supplement failed stay where they are. */
function pathOf({ state }: Entitlement, isPaid: boolean): EntitlementState[] {
  if (state !== "payment-returned" && state !== "suspended") return [];
  return isPaid ? ["awaiting-fulfilment", "fulfilling", "fulfilled"] : ["awaiting-fulfilment"];
}

function markPaid(db: D1Database, failed: readonly Entitlement[], now: Date): D1PreparedStatement {
  const ids = JSON.stringify(failed.map(({ instruction }) => instruction));
  return statement(
    db,
    sql`UPDATE instructions SET state = 'paid', settled_at = ${now.getTime()}
        WHERE end_to_end_id IN (SELECT value FROM json_each(${ids})) AND state IN ('returned', 'rejected')`,
  );
}

function tasksOf(
  failed: readonly Entitlement[],
  supplements: readonly Adjustment[],
  person: string,
  now: Date,
): Task[] {
  const references = [
    ...failed.map(({ id, attempts, subjectKey }) => [subjectKey, `${id}.${attempts}`] as const),
    ...supplements.map((one) => [one.subjectKey, referenceTo(one, one.attempts)] as const),
  ];
  const closed = references.map(([subjectKey, reference]) =>
    closeWorkItemTask({ kind: "payment-suspended", reference }, person, "resumed", subjectKey, now),
  );
  const [first] = failed;
  if (first === undefined) return closed;
  const { subjectKey, policy } = first;
  return [
    ...closed,
    newTask(
      { topic: "fulfil", kind: "instruct", subjectKey, policy, reference: "", dueAt: now },
      now,
    ),
  ];
}
