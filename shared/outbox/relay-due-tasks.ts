import { sql } from "drizzle-orm";
import { rowsOf, statement } from "#shared/db/statement.ts";
import type { Sendable } from "./send-hints.ts";

/** A hint that brought nothing within this time is taken for lost. */
const patienceMilliseconds = 60_000;

/**
 * Claims tasks that are due and whose hint was never sent, or was sent a minute ago to no effect, and gives them for
 * their hints to be sent (again).
 *
 * @param patience how long a sent hint is trusted, in milliseconds; the sandbox's tick uses 0
 */
export async function relayDueTasks(
  db: D1Database,
  now: Date,
  patience: number = patienceMilliseconds,
  most: number = 1000,
): Promise<Sendable[]> {
  const result = await statement(
    db,
    sql`UPDATE outbox SET relayed_at = ${now.getTime()} WHERE (due_at, id) IN (
          SELECT due_at, id FROM outbox WHERE due_at <= ${now.getTime()}
            AND (relayed_at IS NULL OR relayed_at <= ${now.getTime() - patience})
          ORDER BY due_at, id LIMIT ${most})
        RETURNING topic, subject_key AS "subjectKey", due_at AS "dueAt", id`,
  ).all();
  return rowsOf<Sendable>(result);
}
