import {
  addDays,
  addMonths,
  firstOfNextMonth,
  monthOf,
  newYearAfter,
  parseCivilDate,
  yearOf,
  type CivilDate,
} from "#shared/calendar/civil-date.ts";
import type { Policy } from "./policy.ts";

/** The period of a benefit that the day falls in: "2026-12", "2026-Q4", "2026" or "once"; none for one by the visit. */
export function periodOf(policy: Policy, on: CivilDate): string | undefined {
  switch (policy.period) {
    case "month":
      return monthOf(on);
    case "quarter":
      return `${yearOf(on)}-Q${quarterOf(on)}`;
    case "year":
      return String(yearOf(on));
    case "once":
      return "once";
    case "visit":
      return undefined;
  }
  return policy satisfies never;
}

/** The first day of the next period, for a benefit that recurs. */
export function nextPeriodOn(policy: Policy, on: CivilDate): CivilDate | undefined {
  switch (policy.period) {
    case "month":
      return firstOfNextMonth(on);
    case "quarter":
      return addMonths(newYearAfter(on), 3 * quarterOf(on) - 12);
    case "year":
      return newYearAfter(on);
    case "once":
    case "visit":
      return undefined;
  }
  return policy satisfies never;
}

/** The first and the last day of a period of a benefit that recurs; undefined where it has no such period. */
export function daysOfPeriod(
  policy: Policy,
  period: string,
): readonly [first: CivilDate, last: CivilDate] | undefined {
  const first = firstDayOf(period);
  if (first === undefined || periodOf(policy, first) !== period) return undefined;
  const next = nextPeriodOn(policy, first);
  return next === undefined ? undefined : [first, addDays(next, -1)];
}

/** "2026-12", "2026-Q4" and "2026" are read by their form, whosever periods they are. */
function firstDayOf(period: string): CivilDate | undefined {
  const [, year, rest = "-01"] = /^(\d{4})(-\d{2}|-Q[1-4])?$/.exec(period) ?? [];
  const month = rest.startsWith("-Q")
    ? `-${String(3 * Number(rest[2]) - 2).padStart(2, "0")}`
    : rest;
  return parseCivilDate(`${year}${month}-01`);
}

/** 1 to 4 */
function quarterOf(on: CivilDate): number {
  return Math.ceil(Number(on.slice(5, 7)) / 3);
}
