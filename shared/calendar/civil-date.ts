declare const civilDateBrand: unique symbol;

/**
 * A real day of the proleptic Gregorian calendar as "YYYY-MM-DD", years 1800 to 9998.
 * Days compare with < and > as strings. A day has no hour and no zone; see shanghai.ts.
 */
export type CivilDate = string & { readonly [civilDateBrand]: true };

const firstYear = 1800;
const lastYear = 9998;
const millisecondsPerDay = 86_400_000;

/** The day, or undefined when the text is no real day of the years 1800 to 9998. */
export function parseCivilDate(text: string): CivilDate | undefined {
  if (!isWrittenAsDay(text)) return undefined;
  return isRealDay(yearIn(text), monthIn(text), dayIn(text)) ? trustedDay(text) : undefined;
}

/** The day. Throws RangeError when the text is no real day of the years 1800 to 9998. */
export function civilDate(text: string): CivilDate {
  const day = parseCivilDate(text);
  if (day === undefined) throw new RangeError(`not a day (YYYY-MM-DD): ${text}`);
  return day;
}

/** The day `n` days later (earlier when negative). Throws RangeError outside 1800 to 9998. */
export function addDays(day: CivilDate, n: number): CivilDate {
  requireWhole(n);
  const date = new Date(utcMilliseconds(day) + n * millisecondsPerDay);
  return compose(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
}

/**
 * The same day `n` months later (earlier when negative), or the month's last day when the month
 * is too short: 31 January + 1 month = 28 or 29 February. Throws RangeError outside 1800 to 9998.
 */
export function addMonths(day: CivilDate, n: number): CivilDate {
  requireWhole(n);
  const months = yearIn(day) * 12 + (monthIn(day) - 1) + n;
  const year = Math.floor(months / 12);
  const month = months - year * 12 + 1;
  return compose(year, month, Math.min(dayIn(day), daysInMonth(year, month)));
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return (utcMilliseconds(to) - utcMilliseconds(from)) / millisecondsPerDay;
}

/** Full months from `from` to `to`: the greatest n with `addMonths(from, n)` not after `to`; negative when `to` is earlier. */
export function monthsBetween(from: CivilDate, to: CivilDate): number {
  const months = (yearIn(to) - yearIn(from)) * 12 + monthIn(to) - monthIn(from);
  return addMonths(from, months) > to ? months - 1 : months;
}

export function yearOf(day: CivilDate): number {
  return yearIn(day);
}

/** The month as "YYYY-MM". */
export function monthOf(day: CivilDate): string {
  return day.slice(0, 7);
}

/** 0 is Sunday, 6 is Saturday. */
export function weekdayOf(day: CivilDate): number {
  return new Date(utcMilliseconds(day)).getUTCDay();
}

export function firstOfMonth(day: CivilDate): CivilDate {
  return compose(yearIn(day), monthIn(day), 1);
}

export function lastOfMonth(day: CivilDate): CivilDate {
  return compose(yearIn(day), monthIn(day), daysInMonth(yearIn(day), monthIn(day)));
}

/** Throws RangeError in December 9998. */
export function firstOfNextMonth(day: CivilDate): CivilDate {
  return addMonths(firstOfMonth(day), 1);
}

/** Throws RangeError in the year 9998. */
export function newYearAfter(day: CivilDate): CivilDate {
  return compose(yearIn(day) + 1, 1, 1);
}

/** The earliest of the days that are known; undefined when none is. */
export function earliest(...days: readonly (CivilDate | undefined)[]): CivilDate | undefined {
  let first: CivilDate | undefined;
  for (const day of days) {
    if (day !== undefined && (first === undefined || day < first)) first = day;
  }
  return first;
}

function compose(year: number, month: number, day: number): CivilDate {
  if (!isRealDay(year, month, day)) {
    throw new RangeError(`a day outside the years ${firstYear} to ${lastYear}: year ${year}`);
  }
  return trustedDay(`${year}-${twoDigits(month)}-${twoDigits(day)}`);
}

/** YYYY-MM-DD, looked at character by character: every reading of a day comes by here. */
function isWrittenAsDay(text: string): boolean {
  if (text.length !== 10 || text.charAt(4) !== "-" || text.charAt(7) !== "-") return false;
  for (let at = 0; at < 10; at += 1) {
    if (at === 4 || at === 7) continue;
    const digit = text.charCodeAt(at) - zero;
    if (digit < 0 || digit > 9) return false;
  }
  return true;
}

function isRealDay(year: number, month: number, day: number): boolean {
  if (!(year >= firstYear && year <= lastYear && month >= 1 && month <= 12)) return false;
  return day >= 1 && day <= daysInMonth(year, month);
}

/** Guarantee: the caller has made sure that the text is a real day in range. */
function trustedDay(text: string): CivilDate {
  return text as CivilDate;
}

const zero = 48;
const digits = (text: string, at: number) =>
  (text.charCodeAt(at) - zero) * 10 + text.charCodeAt(at + 1) - zero;
const yearIn = (text: string) => digits(text, 0) * 100 + digits(text, 2);
const monthIn = (text: string) => digits(text, 5);
const dayIn = (text: string) => digits(text, 8);
const twoDigits = (n: number) => (n < 10 ? `0${n}` : String(n));

function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function utcMilliseconds(day: CivilDate): number {
  return Date.UTC(yearIn(day), monthIn(day) - 1, dayIn(day));
}

function requireWhole(n: number): void {
  if (!Number.isSafeInteger(n)) throw new RangeError(`not a whole number: ${n}`);
}
