import type { FactValue } from "#shared/facts/dictionary.ts";
import { addDays, type CivilDate } from "#shared/calendar/civil-date.ts";
import type { DepartmentId } from "#shared/identity/departments.ts";
import type { SubjectReference } from "#shared/identity/subject.ts";
import type { KnownRelative } from "#shared/relatives/known-relative.ts";
import type { Verdict } from "#shared/rules/judgement.ts";
import { type ReadableTimeline, readTimeline, type Timeline } from "./timeline.ts";

/** An event that this subject's profile has taken in: who sent it, its identity, a digest of its body, and its day. */
export type RememberedEvent = readonly [
  department: string,
  source: string,
  id: string,
  digest: string,
  /** By which it is held against the department's manifest. */
  observedOn?: CivilDate,
];

/** 一人（企）一档: everything that departments have reported of one subject. Rules see readings of it, never more. */
export interface Profile {
  readonly subjectKey: string;
  readonly kind: SubjectReference["kind"];
  /** 0 while the profile has not been stored yet. */
  readonly version: number;
  readonly sources: Readonly<Record<string, Timeline>>;
  /** Those that rules name or that are being reported, by relation and the other's key; each has a row of its own. */
  readonly relatives: readonly KnownRelative[];
  /** The last 32 events, and all of the last days. */
  readonly events: readonly RememberedEvent[];
  /** The last verdict of every policy, for counting; decisions never read it. */
  readonly verdicts: Readonly<Record<string, Verdict>>;
  readonly reviewOn: CivilDate | undefined;
}

export function emptyProfile(subjectKey: string, kind: Profile["kind"]): Profile {
  return {
    subjectKey,
    kind,
    version: 0,
    sources: {},
    relatives: [],
    events: [],
    verdicts: {},
    reviewOn: undefined,
  };
}

const remembered = 32;

/** So long before the newest an event is remembered beyond that: manifests are held against them. */
const rememberedDays = 8;
const mostRemembered = 500;

/** How an event stands to what is remembered. */
export function recallEvent(
  profile: Profile,
  department: DepartmentId,
  source: string,
  id: string,
  digest: string,
): "new" | "repeated" | "reused" {
  const known = profile.events.find(
    (event) => event[0] === department && event[1] === source && event[2] === id,
  );
  if (known === undefined) return "new";
  return known[3] === digest ? "repeated" : "reused";
}

export function rememberEvent(profile: Profile, event: RememberedEvent): Profile {
  const [, , , , observedOn] = event;
  const since = observedOn === undefined ? undefined : addDays(observedOn, -rememberedDays);
  const events = [...profile.events, event];
  const isRecent = ([, , , , day]: RememberedEvent): boolean =>
    since !== undefined && day !== undefined && day >= since;
  const kept = events.filter((one, place) => place >= events.length - remembered || isRecent(one));
  return { ...profile, events: kept.slice(-mostRemembered) };
}

/** The flat view: each fact's value that counts on a day, null for a conflict; what has ended is left out. */
export function factsOn(
  { sources }: { readonly sources: Readonly<Record<string, ReadableTimeline>> },
  on: CivilDate,
): Record<string, FactValue | null> {
  const facts: Record<string, FactValue | null> = {};
  for (const [name, timeline] of Object.entries(sources)) {
    const reading = readTimeline(timeline, on);
    if (reading.state === "known") facts[name] = reading.value;
    if (reading.state === "conflict") facts[name] = null;
  }
  return facts;
}
