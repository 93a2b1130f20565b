import { sql } from "drizzle-orm";
import { addDays, type CivilDate } from "#shared/calendar/civil-date.ts";
import { statement } from "#shared/db/statement.ts";

/** For so many days it is kept what was scanned, without whose it was: a month is settled and looked into meanwhile. */
export const scansKeptDays = 92;

/** The most rows of a table that one look forgets; the next minute forgets more. */
const most = 5_000;

/**
 * Forgets on one shard what is of no use any more: which codes were used, how often somebody came, and scans after 92 days.
 */
export async function forgetScans(db: D1Database, today: CivilDate): Promise<void> {
  const oldest = addDays(today, -scansKeptDays);
  await db.batch([
    statement(
      db,
      sql`DELETE FROM used_codes WHERE (expires_on, mark) IN (
            SELECT expires_on, mark FROM used_codes WHERE expires_on < ${today} LIMIT ${sql.raw(String(most))})`,
    ),
    statement(
      db,
      sql`DELETE FROM scan_allowances WHERE (expires_on, mark) IN (
            SELECT expires_on, mark FROM scan_allowances WHERE expires_on < ${today} LIMIT ${sql.raw(String(most))})`,
    ),
    statement(
      db,
      sql`DELETE FROM scans WHERE (day, venue, receipt) IN (
            SELECT day, venue, receipt FROM scans WHERE day < ${oldest} LIMIT ${sql.raw(String(most))})`,
    ),
  ]);
}
