import { daysBetween, civilDate, yearOf, type CivilDate } from "#shared/calendar/civil-date.ts";
import { latestSince } from "#shared/rules/evaluating/days.ts";
import type { Duration } from "#shared/rules/language/condition.ts";
import { literal } from "./literal.ts";

/**
 * Since a day at least a duration has passed on `on`: the day is not after a cut-off. It is worked out here, for
 * SQLite's date('1960-02-29', '+65 years') is 1 March.
 */
export function sinceAtLeast(day: string, on: CivilDate, duration: Duration): string {
  return `(${day} <= ${literal(cutOff(on, duration))})`;
}

const calendarBegins = civilDate("1800-01-01");

function cutOff(on: CivilDate, duration: Duration): string {
  const { unit, count } = duration;
  const passed =
    unit === "days" ? daysBetween(calendarBegins, on) : yearOf(on) - yearOf(calendarBegins);
  const perYear = unit === "months" ? 12 : 1;
  // Longer than the calendar: no day is so early.
  return count > passed * perYear ? "" : latestSince(on, duration);
}
