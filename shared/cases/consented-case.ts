import { addDays } from "#shared/calendar/civil-date.ts";
import { plainPeriod } from "#shared/entitlements/period-of-relative.ts";
import { daysOfPeriod, periodOf } from "#shared/rules/period.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { caseOf, isLater, isOccupying, type ReportedCase } from "./reported-case.ts";

/**
 * The case of another channel whose own confirmation carries over to this period: it was granted or paid
 * until right before, was not taken back since, and the lead department has said on which day the person applied there.
 */
export function consentedCase(
  cases: readonly ReportedCase[],
  policy: Policy,
  period: string,
): ReportedCase | undefined {
  const own = cases.filter((one) => one.policy === policy.id);
  return own
    .filter(
      (one) =>
        one.consentedOn !== null &&
        (one.state === "granted" || one.state === "paid") &&
        followsOn(policy, one, period) &&
        !own.some((other) => isTakenBack(one, other)),
    )
    .toSorted((a, b) => (isLater(a, b) ? -1 : 1))[0];
}

/** Whether the same case was refused or withdrawn later, for whatever period. */
function isTakenBack(one: ReportedCase, later: ReportedCase): boolean {
  return caseOf(one) === caseOf(later) && !isOccupying(later) && isLater(later, one);
}

function followsOn(policy: Policy, { through }: ReportedCase, period: string): boolean {
  const days = daysOfPeriod(policy, through);
  return days !== undefined && periodOf(policy, addDays(days[1], 1)) === plainPeriod(period);
}
