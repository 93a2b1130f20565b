import type { CalendarYear } from "./calendar.ts";
import { civilDate, parseCivilDate, weekdayOf, type CivilDate } from "./civil-date.ts";

/**
 * What speaks against a year that somebody has typed in; nothing when it may be right. A notice names days of its own
 * year, and of the last week of the year before. New Year's Day, 1 May and 1 to 3 October are holidays of every year
 * (Regulation on Public Holidays for National Annual Festivals and Memorial Days, Art. 2).
 */
export function calendarYearFaults({
  year,
  holidays,
  weekendWorkingDays,
}: CalendarYear): readonly string[] {
  const faults: string[] = [];
  const first = `${year - 1}-12-25`;
  const last = `${year}-12-31`;
  const read = (text: string): CivilDate | undefined => {
    const day = parseCivilDate(text);
    if (day === undefined) faults.push(`${text} is no day`);
    else if (day < first || day > last) faults.push(`${text} is not of ${year}`);
    return day;
  };
  const spans: (readonly [CivilDate, CivilDate])[] = [];
  for (const [from, until] of holidays) {
    const [start, end] = [read(from), read(until)];
    if (start === undefined || end === undefined) continue;
    if (end < start) faults.push(`a holiday ends before it begins: ${from} to ${until}`);
    spans.push([start, end]);
  }
  const inOrder = spans.toSorted(([a], [b]) => (a < b ? -1 : 1));
  for (const [index, [start]] of inOrder.entries()) {
    const before = inOrder[index - 1];
    if (before !== undefined && start <= before[1]) faults.push(`holidays overlap on ${start}`);
  }
  const isHoliday = (day: string): boolean =>
    spans.some(([start, end]) => start <= day && day <= end);
  const seen = new Set<string>();
  for (const text of weekendWorkingDays) {
    const day = read(text);
    if (day === undefined) continue;
    if (![0, 6].includes(weekdayOf(day))) faults.push(`${day} is no Saturday or Sunday`);
    if (isHoliday(day)) faults.push(`${day} is a holiday and a working day`);
    if (seen.has(day)) faults.push(`${day} stands twice`);
    seen.add(day);
  }
  for (const feast of ["01-01", "05-01", "10-01", "10-02", "10-03"]) {
    const day = civilDate(`${year}-${feast}`);
    if (!isHoliday(day)) faults.push(`${day} is a holiday by regulation and is missing`);
  }
  return faults;
}
