import { sql } from "drizzle-orm";
import type { Calendar } from "#shared/calendar/calendar.ts";
import { civilDate, type CivilDate, yearOf } from "#shared/calendar/civil-date.ts";
import type { Term } from "#shared/calendar/working-days.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { rowsOf, statement } from "#shared/db/statement.ts";
import { closeWorkItems } from "#shared/work-items/close-work-items.ts";
import { openWorkItems } from "#shared/work-items/open-work-items.ts";
import type { NewWorkItem } from "#shared/work-items/work-item.ts";

/** The next year is asked for from this day on: its notice comes in October or November. */
const askedFrom = "09-01";
/** From then it is due early in December; what something waits for earlier is due in four weeks. */
const workingDaysAhead = 65;
const workingDaysAtOnce = 20;

const kind = "calendar-missing";

/**
 * Opens a work item for operations for each year whose calendar is missing: the present one, the next from September on,
 * and at once any that something waits for. It closes by itself when the year is there.
 *
 * @param awaited the years that terms wait for
 */
export async function raiseMissingYears(
  city: D1Database,
  calendar: Calendar,
  awaited: ReadonlySet<number>,
  now: Date,
): Promise<void> {
  const today = shanghaiDay(now);
  const year = yearOf(today);
  const nextIsDue = today >= `${year}-${askedFrom}`;
  const wanted = new Set([year, ...(nextIsDue ? [year + 1] : []), ...awaited]);
  const missing = [...wanted].filter((one) => !calendar.has(one));
  const open = await openYears(city);
  const arrived = open.filter((one) => calendar.has(one));
  await openWorkItems(
    city,
    missing
      .filter((one) => !open.includes(one))
      .map((one) => missingYear(one, termFor(one, today))),
    calendar,
    now,
  );
  await closeWorkItems(
    city,
    arrived.map((one) => ({ kind, reference: String(one) })),
    "system:sweep",
    "已录入",
    now,
  );
}

function missingYear(year: number, term: Term): NewWorkItem {
  return { kind, reference: String(year), owner: "operations", policy: "", detail: { year }, term };
}

function termFor(year: number, today: CivilDate): Term {
  const from = civilDate(`${year - 1}-${askedFrom}`);
  return today < from
    ? { from: today, workingDays: workingDaysAtOnce }
    : { from, workingDays: workingDaysAhead };
}

async function openYears(city: D1Database): Promise<number[]> {
  const result = await statement(
    city,
    sql`SELECT reference FROM work_items WHERE kind = ${kind} AND closed_at IS NULL`,
  ).all();
  return rowsOf<{ reference: string }>(result).map(({ reference }) => Number(reference));
}
