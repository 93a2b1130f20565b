import { sql } from "drizzle-orm";
import type { Calendar } from "#shared/calendar/calendar.ts";
import { workItems } from "#shared/db/city-work.schema.ts";
import type { WorkItemKind } from "#shared/db/enumerations.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import { closing } from "./close-work-items.ts";
import { reopening } from "./open-work-items.ts";
import type { NewWorkItem, WorkItem } from "./work-item.ts";

/**
 * Makes the open items of a kind those whose cause stands now: new ones are opened, those that are open get the newest
 * detail, and the others are closed. What a person has closed stays closed. Nothing is written where nothing has changed.
 *
 * @param standing all of this kind, and none of another
 */
export async function keepWorkItems(
  city: D1Database,
  kind: WorkItemKind,
  standing: readonly NewWorkItem[],
  calendar: Calendar,
  now: Date,
): Promise<void> {
  const references = JSON.stringify(standing.map(({ reference }) => reference));
  const known = rowsOf<WorkItem>(
    await statement(
      city,
      sql`SELECT ${columnsOf(workItems)} FROM work_items WHERE kind = ${kind}
          AND (closed_at IS NULL OR reference IN (SELECT value FROM json_each(${references})))`,
    ).all(),
  );
  const before = new Map(known.map((item) => [item.reference, item]));
  const named = new Set(standing.map(({ reference }) => reference));
  const changed = standing.filter((item) => isNews(item, before.get(item.reference)));
  const gone = known.filter(
    ({ reference, closedAt }) => closedAt === null && !named.has(reference),
  );
  const statements = await reopening(city, changed, calendar, now);
  if (gone.length > 0) statements.push(closing(city, gone, "system:sweep", "已解决", now));
  if (statements.length > 0) await city.batch(statements);
}

function isNews({ detail = {} }: NewWorkItem, before: WorkItem | undefined): boolean {
  if (before === undefined) return true;
  if (before.closedBy === null) return before.detail !== JSON.stringify(detail);
  return before.closedBy.startsWith("system:");
}
