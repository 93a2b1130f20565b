import type { FactValue } from "#shared/facts/dictionary.ts";
import { addDays, type CivilDate, earliest } from "#shared/calendar/civil-date.ts";
import type { DepartmentId } from "#shared/identity/departments.ts";

/** A reported value and the last day on which it holds; `null` as value withdraws the fact. */
export type Report = readonly [value: FactValue | null, until: CivilDate | null];

/**
 * One (fact, validFrom): what the latest observation said of it. More than one report is a conflict: the same
 * instant with different values, which only the steward can settle, by a later observation.
 */
export interface Register {
  /** The first day on which it holds; null for a constant fact, which holds always. */
  readonly from: CivilDate | null;
  /** When the department observed it, in milliseconds. */
  readonly at: number;
  readonly by: DepartmentId;
  /** Source and id of the event that said so. */
  readonly event: readonly [source: string, id: string];
  readonly reports: readonly [Report, ...Report[]];
}

/** Every register of one fact, by `from`. */
export type Timeline = readonly Register[];

/** What one event says of one fact. */
export interface Observation {
  readonly from: CivilDate | null;
  readonly at: number;
  readonly by: DepartmentId;
  readonly event: readonly [source: string, id: string];
  readonly report: Report;
}

/**
 * Adds an observation. The latest observation wins its register, the same instant with another value is a conflict,
 * so any order and any repetition of the same observations ends in the same timeline.
 *
 * @returns the timeline and whether the observation is `news`: newer than what is known, or in conflict with it
 */
export function mergeObservation(
  timeline: Timeline,
  seen: Observation,
  today: CivilDate,
): { timeline: Timeline; news: boolean } {
  const index = timeline.findIndex((register) => register.from === seen.from);
  const known = timeline[index];
  if (known === undefined) {
    const current = registerOn(timeline, today);
    const fresh: Register = {
      from: seen.from,
      at: seen.at,
      by: seen.by,
      event: seen.event,
      reports: [seen.report],
    };
    return {
      timeline: [...timeline, fresh].toSorted(byFirstDay),
      news: current === undefined || seen.at > current.at || isLater(seen.from, current.from),
    };
  }
  const merged = mergeRegister(known, seen);
  return {
    timeline: timeline.with(index, merged),
    news: seen.at > known.at || merged.reports.length > known.reports.length,
  };
}

function mergeRegister(known: Register, seen: Observation): Register {
  if (seen.at < known.at) return known;
  const { report, ...rest } = seen;
  if (seen.at > known.at) return { ...rest, reports: [report] };
  const event = textOf(known.event) <= textOf(seen.event) ? known.event : seen.event;
  const [first, ...others] = known.reports.some((one) => textOf(one) === textOf(report))
    ? known.reports
    : [...known.reports, report].toSorted((a, b) => (textOf(a) < textOf(b) ? -1 : 1));
  return { ...known, event, reports: [first ?? report, ...others] };
}

const textOf = (value: unknown): string => JSON.stringify(value);
const isLater = (a: CivilDate | null, b: CivilDate | null): boolean => (a ?? "") > (b ?? "");
const byFirstDay = (a: Register, b: Register): number => (isLater(a.from, b.from) ? 1 : -1);

/** The register that holds on a day. */
function registerOn(timeline: Timeline, on: CivilDate): Register | undefined {
  return timeline.findLast((register) => register.from === null || register.from <= on);
}

/** What a timeline says on a day, and the next day on which it says something else with no new observation. */
export type TimelineReading =
  | {
      readonly state: "known";
      readonly value: FactValue;
      readonly register: Register;
      readonly changesOn?: CivilDate;
    }
  | { readonly state: "none" | "conflict"; readonly changesOn?: CivilDate };

/** Reads a timeline on a day. A value past its last day, withdrawn or not yet begun reads as none. */
export function readTimeline(timeline: Timeline, on: CivilDate): TimelineReading {
  const next =
    timeline.find((register) => register.from !== null && register.from > on)?.from ?? undefined;
  const register = registerOn(timeline, on);
  const changing = (until: CivilDate | null): { changesOn?: CivilDate } => {
    const changesOn = earliest(next, until !== null && until >= on ? addDays(until, 1) : undefined);
    return changesOn === undefined ? {} : { changesOn };
  };
  if (register === undefined) return { state: "none", ...changing(null) };
  if (register.reports.length > 1) {
    const ends = register.reports.map(([, until]) =>
      until !== null && until >= on ? until : undefined,
    );
    return { state: "conflict", ...changing(earliest(...ends) ?? null) };
  }
  const [[value, until]] = register.reports;
  if (value === null || (until !== null && until < on)) return { state: "none", ...changing(null) };
  return { state: "known", value, register, ...changing(until) };
}
