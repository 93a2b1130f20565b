import { sql } from "drizzle-orm";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { workItems } from "#shared/db/city-work.schema.ts";
import { statement, targetsOf, valuesOf } from "#shared/db/statement.ts";
import { type WorkItem, type WorkItemKey, workItemId } from "./work-item.ts";

/**
 * Closes items; one that is closed already stays as it is. One that nobody has heard of yet is noted as closed, so that
 * the word that it is open, when it comes at last, opens nothing.
 *
 * @param by who closed it: an opaque person, or `system:…`
 */
export async function closeWorkItems(
  city: D1Database,
  of: readonly WorkItemKey[],
  by: string,
  outcome: string,
  now: Date,
): Promise<void> {
  if (of.length === 0) return;
  const at = now.getTime();
  const rows = await Promise.all(
    of.map(async ({ kind, reference }): Promise<WorkItem> => ({
      kind,
      reference,
      id: await workItemId({ kind, reference }),
      owner: "",
      policy: "",
      detail: "{}",
      termFrom: shanghaiDay(now),
      termDays: 0,
      dueOn: null,
      openedAt: at,
      closedAt: at,
      closedBy: by,
      outcome,
    })),
  );
  await statement(
    city,
    sql`INSERT INTO work_items (${targetsOf(workItems)}) SELECT ${valuesOf(workItems)} FROM json_each(${JSON.stringify(rows)}) WHERE 1
        ON CONFLICT (kind, reference) DO UPDATE SET closed_at = excluded.closed_at, closed_by = excluded.closed_by,
          outcome = excluded.outcome WHERE work_items.closed_at IS NULL`,
  ).run();
}

/** The statement that closes those of these items that are open; the others are no matter. */
export function closing(
  city: D1Database,
  of: readonly WorkItemKey[],
  by: string,
  outcome: string,
  now: Date,
): D1PreparedStatement {
  const keys = JSON.stringify(of.map(({ kind, reference }) => [kind, reference]));
  return statement(
    city,
    sql`UPDATE work_items SET closed_at = ${now.getTime()}, closed_by = ${by}, outcome = ${outcome}
        WHERE (kind, reference) IN (SELECT value ->> 0, value ->> 1 FROM json_each(${keys})) AND closed_at IS NULL`,
  );
}
