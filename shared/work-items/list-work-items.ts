import { sql, type SQL } from "drizzle-orm";
import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { WorkItemKind } from "#shared/db/enumerations.ts";
import { workItems } from "#shared/db/city-work.schema.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import type { WorkItem, WorkItemOwner } from "./work-item.ts";

export interface WorkItemFilter {
  readonly owners?: readonly WorkItemOwner[] | undefined;
  readonly kind?: WorkItemKind | undefined;
  readonly state: "open" | "closed";
  /** Whether its last day has passed. */
  readonly isLate?: boolean | undefined;
}

/**
 * Items, the most urgent first: by their last day, those without one yet at the end.
 *
 * @param today by which they are late or not
 * @param after leaves out so many, for the next page
 */
export async function listWorkItems(
  city: D1Database,
  { owners, kind, state, isLate }: WorkItemFilter,
  today: CivilDate,
  { limit, after }: { readonly limit: number; readonly after: number },
): Promise<{ readonly items: readonly WorkItem[]; readonly total: number }> {
  const conditions: SQL[] = [
    // What was closed before it was opened belongs to nobody.
    sql`owner <> ''`,
    state === "open" ? sql`closed_at IS NULL` : sql`closed_at IS NOT NULL`,
    ...(owners === undefined
      ? []
      : [sql`owner IN (SELECT value FROM json_each(${JSON.stringify(owners)}))`]),
    ...(kind === undefined ? [] : [sql`kind = ${kind}`]),
    ...(isLate === undefined ? [] : [lateness(isLate, today)]),
  ];
  const matching = sql`FROM work_items WHERE ${sql.join(conditions, sql` AND `)}`;
  const [counted, listed] = await city.batch([
    statement(city, sql`SELECT count(*) AS total ${matching}`),
    statement(
      city,
      sql`SELECT ${columnsOf(workItems)} ${matching} ORDER BY due_on IS NULL, due_on, opened_at, kind, reference
          LIMIT ${limit} OFFSET ${after}`,
    ),
  ]);
  return {
    total: rowsOf<{ total: number }>(counted)[0]?.total ?? 0,
    items: rowsOf<WorkItem>(listed),
  };
}

/** What was closed in time is not late; what has no day yet cannot be. */
function lateness(isLate: boolean, today: CivilDate): SQL {
  const late = sql`(due_on IS NOT NULL AND due_on < coalesce(date(closed_at / 1000 + 28800, 'unixepoch'), ${today}))`;
  return isLate ? late : sql`NOT ${late}`;
}
