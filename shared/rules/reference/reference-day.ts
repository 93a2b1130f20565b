import type { CivilDate } from "#shared/calendar/civil-date.ts";

/**
 * Days by counting, one at a time: slow, and with nothing in common with the calendar that the judge uses. Days are
 * texts YYYY-MM-DD.
 */
interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isLeapYear(year: number): boolean {
  if (year % 400 === 0) return true;
  if (year % 100 === 0) return false;
  return year % 4 === 0;
}

function lengthOfMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (monthLengths[month - 1] ?? 0);
}

function read(text: string): Day {
  const [year = 0, month = 0, day = 0] = text.split("-").map(Number);
  return { year, month, day };
}

function write({ year, month, day }: Day): string {
  return [String(year), String(month).padStart(2, "0"), String(day).padStart(2, "0")].join("-");
}

function monthAfter({ year, month }: Day): Day {
  return month === 12 ? { year: year + 1, month: 1, day: 1 } : { year, month: month + 1, day: 1 };
}

function dayAfter(today: Day): Day {
  const { year, month, day } = today;
  return day === lengthOfMonth(year, month) ? monthAfter(today) : { year, month, day: day + 1 };
}

/** So many days later, not negative. */
export function daysLater(text: string, count: number): string {
  let today = read(text);
  for (let n = 0; n < count; n += 1) today = dayAfter(today);
  return write(today);
}

/** The day of the same number so many months later, not negative; the last of a month that has none. */
export function monthsLater(text: string, count: number): string {
  const { day } = read(text);
  let today = read(text);
  for (let n = 0; n < count; n += 1) today = monthAfter(today);
  const { year, month } = today;
  return write({ year, month, day: Math.min(day, lengthOfMonth(year, month)) });
}

/** The month so many months before a day's, as "YYYY-MM". */
export function monthBefore(text: string, count: number): string {
  let { year, month } = read(text);
  for (let n = 0; n < count; n += 1) {
    month -= 1;
    if (month === 0) {
      month = 12;
      year -= 1;
    }
  }
  return write({ year, month, day: 1 }).slice(0, 7);
}

/** How many birthdays there were until a day, the first after a year. */
export function fullYears(birth: string, on: CivilDate): number {
  let birthdays = 0;
  while (monthsLater(birth, 12 * (birthdays + 1)) <= on) birthdays += 1;
  return birthdays;
}

/** Every day of the month, quarter or year that a day falls in. */
export function daysOfPeriod(on: CivilDate, per: "month" | "quarter" | "year"): string[] {
  const { year, month } = read(on);
  const first = { month, quarter: month - ((month - 1) % 3), year: 1 }[per];
  const length = { month: 1, quarter: 3, year: 12 }[per];
  const days: string[] = [];
  let today: Day = { year, month: first, day: 1 };
  while (today.year === year && today.month < first + length) {
    days.push(write(today));
    today = dayAfter(today);
  }
  return days;
}
