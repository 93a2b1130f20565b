import { sql } from "drizzle-orm";
import type { Calendar } from "#shared/calendar/calendar.ts";
import { dueDay } from "#shared/calendar/working-days.ts";
import { rowsOf, statement } from "#shared/db/statement.ts";
import type { WorkItem } from "./work-item.ts";

type Pending = Pick<WorkItem, "id" | "termFrom" | "termDays">;

/** So many at once; the next run takes the next. */
const most = 1000;

/** Gives open items whose last day was 待定 the day that the calendar says by now. */
export async function settleDueDays(city: D1Database, calendar: Calendar): Promise<void> {
  const pending = rowsOf<Pending>(
    await statement(
      city,
      sql`SELECT id, term_from AS "termFrom", term_days AS "termDays" FROM work_items
          WHERE due_on IS NULL AND closed_at IS NULL ORDER BY term_from LIMIT ${most}`,
    ).all(),
  );
  const settled = pending.flatMap(({ id, termFrom, termDays }) => {
    const dueOn = dueDay({ from: termFrom, workingDays: termDays }, calendar);
    return dueOn === null ? [] : [{ id, dueOn }];
  });
  if (settled.length === 0) return;
  await statement(
    city,
    sql`UPDATE work_items SET due_on = given.value ->> '$.dueOn' FROM json_each(${JSON.stringify(settled)}) AS given
        WHERE work_items.id = given.value ->> '$.id' AND work_items.due_on IS NULL`,
  ).run();
}
