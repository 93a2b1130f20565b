import {
  addDays,
  addMonths,
  civilDate,
  daysBetween,
  firstOfMonth,
  newYearAfter,
  yearOf,
  type CivilDate,
} from "#shared/calendar/civil-date.ts";
import type { DayExpression, Duration } from "#shared/rules/language/condition.ts";

/** The day that an expression means on the judged day. */
export function dayOn(expression: DayExpression, on: CivilDate): CivilDate {
  switch (expression.kind) {
    case "judgedDay":
      return on;
    case "day":
      return expression.day;
    case "firstOfMonth": {
      const year = yearOf(on) + expression.years;
      return civilDate(`${year}-${String(expression.month).padStart(2, "0")}-01`);
    }
  }
  return expression satisfies never;
}

/** The first day after `on` on which a relative day of the year is another; a fixed one never is. */
export function dayChangesOn({ kind }: DayExpression, on: CivilDate): CivilDate | undefined {
  return kind === "firstOfMonth" ? newYearAfter(on) : undefined;
}

/** The first day on which a duration has passed since a day. */
export function endOf(day: CivilDate, { unit, count }: Duration): CivilDate {
  switch (unit) {
    case "years":
      return addMonths(day, count * 12);
    case "months":
      return addMonths(day, count);
    case "days":
      return addDays(day, count);
  }
  return unit satisfies never;
}

/** The latest day since which a duration has passed on `on`; every day before it has, none after it. */
export function latestSince(on: CivilDate, duration: Duration): CivilDate {
  let day = endOf(on, { ...duration, count: -duration.count });
  // From 28 February back to a leap year, or from the 30th to a longer month, several days end on the same.
  for (let next = addDays(day, 1); endOf(next, duration) <= on; next = addDays(next, 1)) day = next;
  return day;
}

/** A month, quarter or year that a day falls in. */
export interface CalendarPeriod {
  readonly firstDay: CivilDate;
  /** The first day after it. */
  readonly next: CivilDate;
  readonly months: number;
}

/** The month, quarter or year of a day. */
export function calendarPeriodOf(per: "month" | "quarter" | "year", on: CivilDate): CalendarPeriod {
  const months = { month: 1, quarter: 3, year: 12 }[per];
  const month = Number(on.slice(5, 7)) - 1;
  const firstDay = addMonths(firstOfMonth(on), -(month % months));
  return { firstDay, next: addMonths(firstDay, months), months };
}

/** How much lies from one day to another, both included: days, or calendar months with at least one day of it. */
export function spanOf(first: CivilDate, last: CivilDate, by: "days" | "months"): number {
  if (last < first) return 0;
  if (by === "days") return daysBetween(first, last) + 1;
  const monthsOf = (day: CivilDate) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return monthsOf(last) - monthsOf(first) + 1;
}
