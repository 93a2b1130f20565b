import type { FactValue } from "#shared/facts/dictionary.ts";
import { addDays, type CivilDate, earliest } from "#shared/calendar/civil-date.ts";
import { firstObserved, isNews, mergeObserved, type Observed, type Seen } from "./observed.ts";

/** A reported value and the last day on which it holds; `null` as value withdraws the fact. */
export type Report = readonly [value: FactValue | null, until: CivilDate | null];

/** One (fact, validFrom): what the latest observation said of it. */
export interface Register extends Observed<Report> {
  /** The first day on which it holds; null for a constant fact, which holds always. */
  readonly from: CivilDate | null;
}

/** Every register of one fact, by `from`. */
export type Timeline = readonly Register[];

/** A timeline without the events that it comes from: what another subject's judge reads of it. */
export type ReadableTimeline = readonly Omit<Register, "event">[];

/** What one event says of one fact. */
export interface Observation extends Seen<Report> {
  readonly from: CivilDate | null;
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
    const { from, ...observed } = seen;
    const fresh: Register = { from, ...firstObserved(observed) };
    return {
      timeline: [...timeline, fresh].toSorted(byFirstDay),
      news: current === undefined || seen.at > current.at || isLater(seen.from, current.from),
    };
  }
  const merged: Register = { from: known.from, ...mergeObserved(known, seen) };
  return { timeline: timeline.with(index, merged), news: isNews(known, merged) };
}

const isLater = (a: CivilDate | null, b: CivilDate | null): boolean => (a ?? "") > (b ?? "");
const byFirstDay = (a: Register, b: Register): number => (isLater(a.from, b.from) ? 1 : -1);

/** The register that holds on a day. */
function registerOn(
  timeline: ReadableTimeline,
  on: CivilDate,
): Omit<Register, "event"> | undefined {
  return timeline.findLast((register) => register.from === null || register.from <= on);
}

/** What a timeline says on a day, and the next day on which it says something else with no new observation. */
export type TimelineReading =
  | {
      readonly state: "known";
      readonly value: FactValue;
      readonly register: Omit<Register, "event">;
      readonly changesOn?: CivilDate;
    }
  | { readonly state: "none" | "conflict"; readonly changesOn?: CivilDate };

/** Reads a timeline on a day. A value past its last day, withdrawn or not yet begun reads as none. */
export function readTimeline(timeline: ReadableTimeline, on: CivilDate): TimelineReading {
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
