import {
  civilDate,
  firstOfNextMonth,
  monthOf,
  yearOf,
  type CivilDate,
} from "#shared/calendar/civil-date.ts";
import type { Policy } from "./policy.ts";

/** The period of a benefit that the day falls in: "2026-12", "2026" or "once"; none for one by the visit. */
export function periodOf(policy: Policy, on: CivilDate): string | undefined {
  switch (policy.period) {
    case "month":
      return monthOf(on);
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
  if (policy.period === "month") return firstOfNextMonth(on);
  return policy.period === "year" ? newYearAfter(on) : undefined;
}

export function newYearAfter(on: CivilDate): CivilDate {
  return civilDate(`${yearOf(on) + 1}-01-01`);
}
