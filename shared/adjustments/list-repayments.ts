import { sql } from "drizzle-orm";
import { repayments } from "#shared/db/adjustments.schema.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import type { Repayment } from "./record-repayment.ts";

/** What a subject has given back of all its recoveries, the oldest first; what was undone counts no more and is left out. */
export async function listRepayments(db: D1Database, subjectKey: string): Promise<Repayment[]> {
  const found = await statement(
    db,
    sql`SELECT ${columnsOf(repayments)} FROM repayments
        WHERE subject_key = ${subjectKey} AND undone_at IS NULL
        ORDER BY received_on, recorded_at, reference`,
  ).all();
  return rowsOf<Repayment>(found);
}
