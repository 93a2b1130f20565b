import type { DepartmentId } from "#shared/identity/departments.ts";

/** Who said something, and when. */
interface Said {
  /** When the department observed it, in milliseconds. */
  readonly at: number;
  readonly by: DepartmentId;
  /** Source and id of the event that said so. */
  readonly event: readonly [source: string, id: string];
}

/** What one event says of one thing. */
export interface Seen<Report> extends Said {
  readonly report: Report;
}

/**
 * What the latest observation said of one thing. More than one report is a conflict: the same instant with different
 * contents, which only a later observation can settle.
 */
export interface Observed<Report> extends Said {
  readonly reports: readonly [Report, ...Report[]];
}

export function firstObserved<Report>({ report, ...said }: Seen<Report>): Observed<Report> {
  return { ...said, reports: [report] };
}

/**
 * Adds an observation. The latest one wins, and the same instant with another content is a conflict, so any order and
 * any repetition of the same observations ends in the same. What is not changed by it is given back as it is.
 */
export function mergeObserved<Report>(
  known: Observed<Report>,
  seen: Seen<Report>,
): Observed<Report> {
  if (seen.at < known.at) return known;
  if (seen.at > known.at) return firstObserved(seen);
  const { at, by, event } = isBefore(seen, known) ? seen : known;
  const { report } = seen;
  const isKnown = known.reports.some((one) => textOf(one) === textOf(report));
  if (isKnown && event === known.event) return known;
  const [first, ...others] = isKnown
    ? known.reports
    : [...known.reports, report].toSorted((a, b) => (textOf(a) < textOf(b) ? -1 : 1));
  return { at, by, event, reports: [first ?? report, ...others] };
}

/** The merged one is newer than what was known, or in conflict with it. */
export function isNews<Report>(known: Observed<Report>, merged: Observed<Report>): boolean {
  return merged.at > known.at || merged.reports.length > known.reports.length;
}

/** Of two events that say the same of the same instant one is named, whichever came first. */
const isBefore = (a: Said, b: Said): boolean => textOf([a.event, a.by]) < textOf([b.event, b.by]);

const textOf = (value: unknown): string => JSON.stringify(value);
