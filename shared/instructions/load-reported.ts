import { sql } from "drizzle-orm";
import type { Adjustment } from "#shared/adjustments/adjustment.ts";
import type { Repayment } from "#shared/adjustments/record-repayment.ts";
import { adjustments, repayments } from "#shared/db/adjustments.schema.ts";
import { entitlements, instructions } from "#shared/db/shard.schema.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import { fromStored, type StoredEntitlement } from "#shared/entitlements/stored-entitlement.ts";
import type { Paid } from "./follow-report.ts";
import type { Instruction } from "./instruction.ts";

/** Instructions, and what they pay. */
export interface Reported {
  readonly instructions: ReadonlyMap<string, Instruction>;
  readonly paidBy: (endToEndId: string) => Paid;
}

/** Loads the instructions that a payer reports of, in one round trip. */
export async function loadReported(
  db: D1Database,
  endToEndIds: readonly string[],
): Promise<Reported> {
  const ids = JSON.stringify(endToEndIds);
  const named = sql`(SELECT value FROM json_each(${ids}))`;
  const pairs = sql`(SELECT subject_key, policy FROM instructions WHERE end_to_end_id IN ${named})`;
  // What was set off against them, as long as they have not come back.
  const setOff = sql`(SELECT subject_key, adjustment FROM repayments WHERE kind = 'set-off' AND undone_at IS NULL
    AND subject_key IN (SELECT subject_key FROM instructions WHERE end_to_end_id IN ${named}) AND reference IN ${named})`;
  const [instructionRows, entitlementRows, adjustmentRows, repaymentRows] = await db.batch([
    statement(
      db,
      sql`SELECT ${columnsOf(instructions)} FROM instructions WHERE end_to_end_id IN ${named}`,
    ),
    statement(
      db,
      sql`SELECT ${columnsOf(entitlements)} FROM entitlements WHERE (subject_key, policy) IN ${pairs}
          AND (instruction IN ${named} OR (subject_key, policy, period) IN (
            SELECT subject_key, policy, period FROM adjustments
            WHERE (subject_key, policy) IN ${pairs} AND (instruction IN ${named} OR (subject_key, id) IN ${setOff})))`,
    ),
    statement(
      db,
      sql`SELECT ${columnsOf(adjustments)} FROM adjustments WHERE (subject_key, policy) IN ${pairs}`,
    ),
    statement(
      db,
      sql`SELECT ${columnsOf(repayments)} FROM repayments WHERE (subject_key, adjustment) IN ${setOff} AND reference IN ${named}`,
    ),
  ]);
  const owned = rowsOf<StoredEntitlement>(entitlementRows).map(fromStored);
  const adjusted = rowsOf<Adjustment>(adjustmentRows);
  const repaid = rowsOf<Repayment>(repaymentRows);
  return {
    instructions: new Map(rowsOf<Instruction>(instructionRows).map((row) => [row.endToEndId, row])),
    paidBy(endToEndId) {
      const setOffs = repaid.filter(({ reference }) => reference === endToEndId);
      const settled = new Set(setOffs.map(({ adjustment }) => adjustment));
      const others = new Set(
        adjusted.flatMap((one) =>
          one.instruction === endToEndId || settled.has(one.id) ? [one.entitlement] : [],
        ),
      );
      const paid = owned.filter(
        ({ id, instruction }) => instruction === endToEndId || others.has(id),
      );
      const own = new Set(paid.map(({ id }) => id));
      return {
        entitlements: paid,
        adjustments: adjusted.filter(({ entitlement }) => own.has(entitlement)),
        setOffs,
      };
    },
  };
}
