import { mergeCase } from "#shared/cases/merge-case.ts";
import type { ReportedCase } from "#shared/cases/reported-case.ts";
import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { EventResult } from "#shared/contract/events.schema.ts";
import { periodForRelative } from "#shared/entitlements/period-of-relative.ts";
import type { DepartmentId } from "#shared/identity/departments.ts";
import { type SubjectReference, subjectText } from "#shared/identity/subject.ts";
import type { SubjectState } from "#shared/judging/subject-state.ts";
import { type Profile, recallEvent, rememberEvent } from "#shared/profiles/profile.ts";
import { mergeObservation } from "#shared/profiles/timeline.ts";
import { mergeRelations, type SeenRelation } from "#shared/relatives/merge-relations.ts";
import { idOfRelative } from "#shared/relatives/read-relatives.ts";
import { mergeContact, type StoredSubject, type VaultKeys } from "#shared/subjects/contact.ts";
import type { SubjectEvent } from "./checked-event.ts";
import type { KeysOfOthers } from "./keys-of-others.ts";
import type { Placed } from "./placed.ts";
import { reused } from "#shared/incoming/reject-event.ts";

export interface Applied {
  readonly profile: Profile;
  readonly stored: StoredSubject | undefined;
  readonly cases: readonly ReportedCase[];
  readonly results: [number, EventResult][];
  readonly changed: boolean;
  /** The vault's row as it was, and after each event that reported another account. */
  readonly accounts: readonly StoredSubject[];
}

/** Applies a subject's events one after the other: what is known already is told from what is news. */
export async function applyEvents(
  keys: VaultKeys,
  department: DepartmentId,
  before: SubjectState,
  placed: readonly Placed<SubjectEvent>[],
  others: KeysOfOthers,
  today: CivilDate,
): Promise<Applied> {
  let { profile, cases } = before;
  let { stored } = before.contact;
  let changed = false;
  const accounts = stored === undefined ? [] : [stored];
  const results: [number, EventResult][] = [];
  for (const { index, event } of placed) {
    const { id, source, digest, warning } = event;
    const told = warning === undefined ? {} : { warning };
    const recalled = recallEvent(profile, department, source, id, digest);
    if (recalled !== "new") {
      results.push([
        index,
        recalled === "repeated" ? { id, status: "duplicate", ...told } : reused(id),
      ]);
      continue;
    }
    changed = true;
    const merged = mergeFacts(profile, event, today);
    const related = mergeRelations(profile.relatives, seenRelations(event, others));
    profile = rememberEvent({ ...merged.profile, relatives: related.relatives }, [
      department,
      source,
      id,
      digest,
      event.observedOn,
    ]);
    let news = merged.news || related.news;
    for (const report of seenCases(profile.subjectKey, event, others)) {
      const taken = mergeCase(cases, report);
      cases = taken.cases;
      news ||= taken.news;
    }
    if (event.contact !== undefined && stored !== undefined) {
      // Each event sees what the one before left behind.
      // oxlint-disable-next-line no-await-in-loop
      const contact = await mergeContact(keys, stored, event.contact);
      if (contact.stored.accountVersion > stored.accountVersion) accounts.push(contact.stored);
      if (contact.news) stored = contact.stored;
      news ||= contact.news;
    }
    results.push([index, { id, status: news ? "accepted" : "stale", ...told }]);
  }
  return { profile, stored, cases, results, changed, accounts };
}

function mergeFacts(
  profile: Profile,
  event: SubjectEvent,
  today: CivilDate,
): { profile: Profile; news: boolean } {
  const sources = { ...profile.sources };
  let news = false;
  for (const [fact, observation] of event.observations) {
    const merged = mergeObservation(sources[fact] ?? [], observation, today);
    sources[fact] = merged.timeline;
    news ||= merged.news;
  }
  return { profile: { ...profile, sources }, news };
}

/** What an event says of relations, each with the key of the other one. */
export function seenRelations({ relations }: SubjectEvent, others: KeysOfOthers): SeenRelation[] {
  return relations.map(({ relation, other, seen }) => {
    return { relation, otherKey: keyOf(other, others), seen };
  });
}

/** What an event says of a case, with the relative that it is about as periods name one. */
function seenCases(
  subjectKey: string,
  { reportedCase }: SubjectEvent,
  others: KeysOfOthers,
): ReportedCase[] {
  if (reportedCase === undefined) return [];
  const { report, relative } = reportedCase;
  const id = relative === undefined ? undefined : idOfRelative(keyOf(relative, others));
  return [{ ...report, subjectKey, period: periodForRelative(report.period, id) }];
}

function keyOf(other: SubjectReference, others: KeysOfOthers): string {
  const key = others.get(subjectText(other));
  if (key === undefined) throw new Error("the other one of a relation or a case has no key");
  return key;
}
