import { sql } from "drizzle-orm";
import type { Adjustment } from "#shared/adjustments/adjustment.ts";
import { adjustments } from "#shared/db/adjustments.schema.ts";
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
  const [instructionRows, entitlementRows, adjustmentRows] = await db.batch([
    statement(
      db,
      sql`SELECT ${columnsOf(instructions)} FROM instructions WHERE end_to_end_id IN ${named}`,
    ),
    statement(
      db,
      sql`SELECT ${columnsOf(entitlements)} FROM entitlements WHERE (subject_key, policy) IN ${pairs}
          AND (instruction IN ${named} OR (subject_key, policy, period) IN (
            SELECT subject_key, policy, period FROM adjustments
            WHERE (subject_key, policy) IN ${pairs} AND instruction IN ${named}))`,
    ),
    statement(
      db,
      sql`SELECT ${columnsOf(adjustments)} FROM adjustments WHERE (subject_key, policy) IN ${pairs}`,
    ),
  ]);
  const owned = rowsOf<StoredEntitlement>(entitlementRows).map(fromStored);
  const adjusted = rowsOf<Adjustment>(adjustmentRows);
  return {
    instructions: new Map(rowsOf<Instruction>(instructionRows).map((row) => [row.endToEndId, row])),
    paidBy(endToEndId) {
      const supplemented = new Set(
        adjusted.flatMap((one) => (one.instruction === endToEndId ? [one.entitlement] : [])),
      );
      const paid = owned.filter(
        ({ id, instruction }) => instruction === endToEndId || supplemented.has(id),
      );
      const own = new Set(paid.map(({ id }) => id));
      return {
        entitlements: paid,
        adjustments: adjusted.filter(({ entitlement }) => own.has(entitlement)),
      };
    },
  };
}
