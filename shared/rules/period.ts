import {
  addMonths,
  firstOfNextMonth,
  monthOf,
  newYearAfter,
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

/** 1 to 4 */
function quarterOf(on: CivilDate): number {
  return Math.ceil(Number(on.slice(5, 7)) / 3);
}
