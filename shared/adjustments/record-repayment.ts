import { sql } from "drizzle-orm";
import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { repayments } from "#shared/db/adjustments.schema.ts";
import { columnsOf, rowsOf, statement, targetsOf, valuesOf } from "#shared/db/statement.ts";
import { advance } from "#shared/entitlements/advance.ts";
import type { QueueBindings } from "#shared/queues.ts";
import { type Adjustment, outstandingOf } from "./adjustment.ts";
import { act, type Acted } from "./commit-adjusted.ts";
import { noticeOf } from "./follow-ups.ts";
import { type Adjusted, findByAdjustment } from "./load-adjusted.ts";
import { pathAfter } from "./settle.ts";

export type Repayment = typeof repayments.$inferSelect;

export interface Received {
  /** The voucher's number: what was recorded under it counts once. */
  readonly reference: string;
  readonly amountFen: number;
  readonly receivedOn: CivilDate;
  readonly person: string;
}

export type RepaymentRefusal =
  /** Nothing is demanded, or it was settled. */
  | "not-demanded"
  | "more-than-outstanding"
  /** Another amount was recorded under the same voucher. */
  | "reference-reused";

type Matter = Adjusted & {
  readonly adjustment: Adjustment;
  readonly repayments: readonly Repayment[];
};

/** Records what was paid back of a recovery. With the last fen the recovery is settled, and the subject hears of it. */
export async function recordRepayment(
  db: D1Database,
  queues: QueueBindings,
  id: string,
  received: Received,
  now: Date,
): Promise<Acted<RepaymentRefusal, Matter>> {
  return act(
    db,
    queues,
    async () => findWithRepayments(db, id),
    async ({ entitlement, adjustments, adjustment: recovery, repayments: known }) => {
      const { reference, amountFen } = received;
      const same = known.find((one) => one.reference === reference);
      if (same !== undefined)
        return same.amountFen === amountFen
          ? { kind: "done" }
          : { kind: "refused", because: "reference-reused" };
      if (recovery.state !== "demanded") return { kind: "refused", because: "not-demanded" };
      if (amountFen > outstandingOf(recovery))
        return { kind: "refused", because: "more-than-outstanding" };
      const repaidFen = recovery.repaidFen + amountFen;
      const after: Adjustment = {
        ...recovery,
        repaidFen,
        state: repaidFen === recovery.amountFen ? "settled" : "demanded",
      };
      const rows = adjustments.map((one) => (one.id === id ? after : one));
      const move = await advance(entitlement, {
        path: pathAfter(entitlement, rows),
        event: "repaid",
        actor: `staff:${received.person}`,
        at: now,
      });
      return {
        kind: "act",
        act: {
          move,
          adjustments: [after],
          tasks: after.state === "settled" ? [noticeOf("recovered", after, now)] : [],
          statements: [storeRepayment(db, recovery, received, now)],
        },
      };
    },
  );
}

/** A recovery with what was given back of it. */
export async function findWithRepayments(db: D1Database, id: string): Promise<Matter | undefined> {
  const [found, rows] = await Promise.all([
    findByAdjustment(db, id),
    statement(
      db,
      sql`SELECT ${columnsOf(repayments)} FROM repayments WHERE (subject_key, adjustment) IN
            (SELECT subject_key, id FROM adjustments WHERE id = ${id}) ORDER BY recorded_at`,
    ).all(),
  ]);
  return found && { ...found, repayments: rowsOf<Repayment>(rows) };
}

function storeRepayment(
  db: D1Database,
  { subjectKey, id }: Adjustment,
  { reference, amountFen, receivedOn, person }: Received,
  now: Date,
): D1PreparedStatement {
  const row: Repayment = {
    subjectKey,
    adjustment: id,
    reference,
    kind: "paid-in",
    amountFen,
    receivedOn,
    recordedBy: person,
    recordedAt: now.getTime(),
    undoneAt: null,
  };
  return statement(
    db,
    sql`INSERT INTO repayments (${targetsOf(repayments)}) SELECT ${valuesOf(repayments)}
        FROM json_each(${JSON.stringify([row])})`,
  );
}
