import { plainPeriod, relativeIdIn } from "#shared/entitlements/period-of-relative.ts";
import { byFirmness, caseOf, isLater, isOccupying, type ReportedCase } from "./reported-case.ts";

interface OfPeriod {
  readonly policy: string;
  readonly period: string;
}

/**
 * The case of another channel that has this period already; the firmest, where several have. Of each case only the last
 * word about the period counts: one that was refused or withdrawn gives it back.
 */
export function occupyingCase(
  cases: readonly ReportedCase[],
  of: OfPeriod,
): ReportedCase | undefined {
  if (cases.length === 0) return undefined;
  return lastWords(cases, of).filter(isOccupying).toSorted(byFirmness)[0];
}

/** The last report about the period of each case that says anything about it. */
function lastWords(cases: readonly ReportedCase[], of: OfPeriod): ReportedCase[] {
  return newestOfEach(
    cases.filter((one) => covers(one, of)),
    caseOf,
  );
}

/** The same of a policy's own period, whichever relatives the cases are about: each of them is a case of its own. */
export function wordsOfPeriod(cases: readonly ReportedCase[], period: string): ReportedCase[] {
  return newestOfEach(
    cases.filter((one) => plainPeriod(one.period) <= period && period <= one.through),
    (one) => `${caseOf(one)} ${relativeIdIn(one.period) ?? ""}`,
  );
}

function newestOfEach(
  cases: readonly ReportedCase[],
  keyOf: (one: ReportedCase) => string,
): ReportedCase[] {
  const last = new Map<string, ReportedCase>();
  for (const one of cases) {
    const known = last.get(keyOf(one));
    if (known === undefined || isLater(one, known)) last.set(keyOf(one), one);
  }
  return [...last.values()];
}

/** A case that names no relative is about all of them. Periods of one policy are in the order of their texts. */
function covers(one: ReportedCase, { policy, period }: OfPeriod): boolean {
  const relative = relativeIdIn(one.period);
  const plain = plainPeriod(period);
  return (
    one.policy === policy &&
    plainPeriod(one.period) <= plain &&
    plain <= one.through &&
    (relative === undefined || relative === relativeIdIn(period))
  );
}
