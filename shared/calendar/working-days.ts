import { builtInCalendar } from "./built-in-calendar.ts";
import type { Calendar } from "./calendar.ts";
import { addDays, weekdayOf, yearOf, type CivilDate } from "./civil-date.ts";

type WorkingDay = { ok: true; day: CivilDate } | { ok: false; missingYear: number };

/** A term in working days: from a day that is not counted itself. */
export interface Term {
  readonly from: CivilDate;
  readonly workingDays: number;
}

/**
 * The `n`-th working day after `from`, by the State Council's calendars. The start day is not
 * counted (Civil Code Art. 201); 0 gives the start day itself. When the count would pass through
 * a year whose notice we do not have, that year is named and nothing is guessed. (The next year's
 * notice can still change the last days of December, as the one for 2023 did.)
 * Throws RangeError when `n` is negative or not whole.
 */
export function addWorkingDays(
  from: CivilDate,
  n: number,
  calendar: Calendar = builtInCalendar,
): WorkingDay {
  if (!Number.isSafeInteger(n) || n < 0) throw new RangeError(`not a count of days: ${n}`);
  let day = from;
  for (let counted = 0; counted < n;) {
    day = addDays(day, 1);
    const year = yearOf(day);
    if (!calendar.has(year)) return { ok: false, missingYear: year };
    if (isWorkingDay(day, calendar)) counted += 1;
  }
  return { ok: true, day };
}

/** The day on which a term ends; null is 待定: it reaches a year whose calendar is missing. */
export function dueDay({ from, workingDays }: Term, calendar: Calendar): CivilDate | null {
  const due = addWorkingDays(from, workingDays, calendar);
  return due.ok ? due.day : null;
}

function isWorkingDay(day: CivilDate, calendar: Calendar): boolean {
  const year = yearOf(day);
  // The next year's notice first, because it can reach into the year before its own.
  for (const notice of [calendar.get(year + 1), calendar.get(year)]) {
    if (notice?.weekendWorkingDays.includes(day)) return true;
    if (notice?.holidays.some(([first, last]) => first <= day && day <= last)) return false;
  }
  const weekday = weekdayOf(day);
  return weekday !== 0 && weekday !== 6;
}
