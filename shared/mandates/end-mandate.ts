import { sql } from "drizzle-orm";
import { statement } from "#shared/db/statement.ts";

/** The statement that stops a batch unless a mandate is as it was granted: neither revoked nor renounced. */
export function guardMandate(db: D1Database, id: string): D1PreparedStatement {
  return statement(
    db,
    sql`INSERT INTO guard (expected, actual, reason) SELECT 1, (SELECT count(*) FROM mandates
          WHERE id = ${id} AND ended_at IS NULL), 'mandate'`,
  );
}

/** Whether a mandate is neither revoked nor renounced. */
export async function isGranted(db: D1Database, id: string): Promise<boolean> {
  const found = await statement(
    db,
    sql`SELECT 1 AS found FROM mandates WHERE id = ${id} AND ended_at IS NULL`,
  ).first<number>("found");
  return found === 1;
}

/**
 * Ends a mandate from now on. Ended before, it stays as it was ended.
 *
 * @param endedBy as in the audit
 */
export async function endMandate(
  db: D1Database,
  id: string,
  endedBy: string,
  now: Date,
): Promise<void> {
  await statement(
    db,
    sql`UPDATE mandates SET ended_at = CAST(${now.getTime()} AS INTEGER), ended_by = ${endedBy}
        WHERE id = ${id} AND ended_at IS NULL`,
  ).run();
}
