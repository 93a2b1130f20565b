import { isLater, type ReportedCase } from "./reported-case.ts";

/** Takes one report among those that are known of a subject; it is news where it comes after what was said before. */
export function mergeCase(
  known: readonly ReportedCase[],
  report: ReportedCase,
): { readonly cases: readonly ReportedCase[]; readonly news: boolean } {
  const same = known.find((one) => isSameRow(one, report));
  if (same === undefined) return { cases: [...known, report], news: true };
  if (!isLater(report, same)) return { cases: known, news: false };
  return { cases: known.map((one) => (one === same ? report : one)), news: true };
}

function isSameRow(one: ReportedCase, other: ReportedCase): boolean {
  return (
    one.policy === other.policy &&
    one.period === other.period &&
    one.channel === other.channel &&
    one.caseNumber === other.caseNumber
  );
}
