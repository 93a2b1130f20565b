import { sql } from "drizzle-orm";
import type { Calendar } from "#shared/calendar/calendar.ts";
import { dueDay } from "#shared/calendar/working-days.ts";
import { chunkedJson } from "#shared/db/chunked-json.ts";
import { workItems } from "#shared/db/city.schema.ts";
import { statement, targetsOf, valuesOf } from "#shared/db/statement.ts";
import { type NewWorkItem, type WorkItem, workItemId } from "./work-item.ts";

/**
 * Opens items; one that is known already, open or closed, stays as it is. One that was closed before word came that it
 * is open gets its owner and detail, and stays closed.
 */
export async function openWorkItems(
  city: D1Database,
  items: readonly NewWorkItem[],
  calendar: Calendar,
  now: Date,
): Promise<void> {
  if (items.length === 0) return;
  const rows = await Promise.all(items.map(async (item) => rowOf(item, calendar, now)));
  const statements = chunkedJson(rows).map((chunk) =>
    statement(
      city,
      sql`INSERT INTO work_items (${targetsOf(workItems)}) SELECT ${valuesOf(workItems)} FROM json_each(${chunk}) WHERE 1
          ON CONFLICT (kind, reference) DO UPDATE SET owner = excluded.owner, policy = excluded.policy,
            detail = excluded.detail, term_from = excluded.term_from, term_days = excluded.term_days,
            due_on = excluded.due_on WHERE work_items.owner = ''`,
    ),
  );
  await city.batch(statements);
}

async function rowOf(item: NewWorkItem, calendar: Calendar, now: Date): Promise<WorkItem> {
  const { kind, reference, owner, policy, detail = {}, term } = item;
  return {
    kind,
    reference,
    id: await workItemId(item),
    owner,
    policy,
    detail: JSON.stringify(detail),
    termFrom: term.from,
    termDays: term.workingDays,
    dueOn: dueDay(term, calendar),
    openedAt: now.getTime(),
    closedAt: null,
    closedBy: null,
    outcome: null,
  };
}
