import { type SQL, sql } from "drizzle-orm";
import type { Calendar } from "#shared/calendar/calendar.ts";
import { dueDay } from "#shared/calendar/working-days.ts";
import { chunkedJson } from "#shared/db/chunked-json.ts";
import { workItems } from "#shared/db/city-work.schema.ts";
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
  const stated = sql`owner = excluded.owner, policy = excluded.policy, detail = excluded.detail,
    term_from = excluded.term_from, term_days = excluded.term_days, due_on = excluded.due_on`;
  const statements = await storing(
    city,
    items,
    calendar,
    now,
    sql`${stated} WHERE work_items.owner = ''`,
  );
  if (statements.length > 0) await city.batch(statements);
}

/**
 * The statements that open items whose cause is there now, those too that were closed before; one that is open keeps its
 * term and gets the newest detail. Only for who has seen the cause itself: what is told by a message may be long past.
 *
 * @param closedBy whether one that a person has closed is opened again as well
 */
export async function reopening(
  city: D1Database,
  items: readonly NewWorkItem[],
  calendar: Calendar,
  now: Date,
  closedBy: "system" | "anybody" = "system",
): Promise<D1PreparedStatement[]> {
  const wasClosed =
    closedBy === "anybody"
      ? sql`work_items.closed_at IS NOT NULL`
      : sql`work_items.closed_by GLOB 'system:*'`;
  const anew = (column: string) =>
    sql.raw(
      `${column} = CASE WHEN work_items.closed_at IS NULL THEN work_items.${column} ELSE excluded.${column} END`,
    );
  const columns = sql.join(["term_from", "term_days", "due_on", "opened_at"].map(anew), sql`, `);
  return storing(
    city,
    items,
    calendar,
    now,
    sql`owner = excluded.owner, policy = excluded.policy, detail = excluded.detail, ${columns},
      closed_at = NULL, closed_by = NULL, outcome = NULL
      WHERE ${wasClosed} OR (work_items.closed_at IS NULL AND work_items.detail <> excluded.detail)`,
  );
}

async function storing(
  city: D1Database,
  items: readonly NewWorkItem[],
  calendar: Calendar,
  now: Date,
  onConflict: SQL,
): Promise<D1PreparedStatement[]> {
  const rows = await Promise.all(items.map(async (item) => rowOf(item, calendar, now)));
  return chunkedJson(rows).map((chunk) =>
    statement(
      city,
      sql`INSERT INTO work_items (${targetsOf(workItems)}) SELECT ${valuesOf(workItems)} FROM json_each(${chunk}) WHERE 1
          ON CONFLICT (kind, reference) DO UPDATE SET ${onConflict}`,
    ),
  );
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
