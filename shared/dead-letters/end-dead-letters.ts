import { sql } from "drizzle-orm";
import { statement } from "#shared/db/statement.ts";
import { closing } from "#shared/work-items/close-work-items.ts";
import type { WorkItemKey } from "#shared/work-items/work-item.ts";

/** The work item that stands for a dead letter. */
export const workItemOf = (letter: string): WorkItemKey => ({
  kind: "dead-letter",
  reference: letter,
});

/** Notes that dead letters were replayed, or that what they are about succeeded at last; those that never were are no matter. */
export async function endDeadLetters(
  city: D1Database,
  ids: readonly string[],
  by: string,
  now: Date,
): Promise<void> {
  if (ids.length === 0) return;
  await city.batch([
    statement(
      city,
      sql`UPDATE dead_letters SET replayed_at = ${now.getTime()}, replayed_by = ${by}
          WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)})) AND replayed_at IS NULL`,
    ),
    closing(city, ids.map(workItemOf), by, "已重新处理", now),
  ]);
}
