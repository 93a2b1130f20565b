import { addDays, weekdayOf, yearOf, type CivilDate } from "./civil-date.ts";
import { stateCouncilNotices } from "./state-council-notices.ts";

type WorkingDay = { ok: true; day: CivilDate } | { ok: false; missingYear: number };

/**
 * The `n`-th working day after `from`, by the State Council's calendars. The start day is not
 * counted (Civil Code Art. 201); 0 gives the start day itself. When the count would pass through
 * a year whose notice we do not have, that year is named and nothing is guessed. (The next year's
 * notice can still change the last days of December, as the one for 2023 did.)
 * Throws RangeError when `n` is negative or not whole.
 */
export function addWorkingDays(from: CivilDate, n: number): WorkingDay {
  if (!Number.isSafeInteger(n) || n < 0) throw new RangeError(`not a count of days: ${n}`);
  let day = from;
  for (let counted = 0; counted < n;) {
    day = addDays(day, 1);
    const year = yearOf(day);
    if (!stateCouncilNotices.some((notice) => notice.year === year)) {
      return { ok: false, missingYear: year };
    }
    if (isWorkingDay(day)) counted += 1;
  }
  return { ok: true, day };
}

function isWorkingDay(day: CivilDate): boolean {
  // All notices are asked, because one can reach into the year before its own.
  for (const { holidays, weekendWorkingDays } of stateCouncilNotices) {
    if (weekendWorkingDays.includes(day)) return true;
    if (holidays.some(([first, last]) => first <= day && day <= last)) return false;
  }
  const weekday = weekdayOf(day);
  return weekday !== 0 && weekday !== 6;
}
