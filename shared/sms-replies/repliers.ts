import { sql } from "drizzle-orm";
import { statement } from "#shared/db/statement.ts";

/**
 * Records that somebody answers messages by a text message from now on, or no longer.
 *
 * @param recordedBy as in the audit
 */
export async function recordReplier(
  db: D1Database,
  subjectKey: string,
  wanted: boolean,
  recordedBy: string,
  now: Date,
): Promise<void> {
  await (
    wanted
      ? statement(
          db,
          sql`INSERT INTO sms_repliers (subject_key, recorded_by, since_at)
              VALUES (${subjectKey}, ${recordedBy}, CAST(${now.getTime()} AS INTEGER)) ON CONFLICT DO NOTHING`,
        )
      : statement(db, sql`DELETE FROM sms_repliers WHERE subject_key = ${subjectKey}`)
  ).run();
}

/** Whether somebody answers messages by a text message. */
export async function isReplier(db: D1Database, subjectKey: string): Promise<boolean> {
  const found = await statement(
    db,
    sql`SELECT 1 AS found FROM sms_repliers WHERE subject_key = ${subjectKey}`,
  ).first<number>("found");
  return found === 1;
}
