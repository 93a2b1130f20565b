import type { Calendar } from "#shared/calendar/calendar.ts";
import { civilDate, type CivilDate, yearOf } from "#shared/calendar/civil-date.ts";
import type { Term } from "#shared/calendar/working-days.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { keepWorkItems } from "#shared/work-items/keep-work-items.ts";
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
  const standing = missing.map((one) => missingYear(one, termFor(one, today)));
  await keepWorkItems(city, kind, standing, calendar, now);
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
