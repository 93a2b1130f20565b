import {
  addDays,
  civilDate,
  type CivilDate,
  lastOfMonth,
  yearOf,
} from "#shared/calendar/civil-date.ts";
import type { Policy } from "#shared/rules/policy.ts";

/**
 * The last day of each period that has passed since a review fell due: nobody looked in time, and the right to
 * these periods is not lost for it. At most 24, the oldest first.
 */
export function missedDays(
  policy: Policy,
  reviewOn: CivilDate | undefined,
  today: CivilDate,
): CivilDate[] {
  if (reviewOn === undefined || reviewOn >= today) return [];
  const days: CivilDate[] = [];
  for (let day = lastDayOfPeriod(policy, reviewOn); day !== undefined && day < today;) {
    days.push(day);
    day = lastDayOfPeriod(policy, addDays(day, 1));
  }
  return days.slice(-24);
}

function lastDayOfPeriod(policy: Policy, day: CivilDate): CivilDate | undefined {
  switch (policy.period) {
    case "month":
      return lastOfMonth(day);
    case "year":
      return civilDate(`${yearOf(day)}-12-31`);
    case "once":
    case "visit":
      return undefined;
  }
  return policy satisfies never;
}
