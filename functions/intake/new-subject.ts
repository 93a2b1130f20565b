import type { SubjectReference } from "#shared/identity/subject.ts";
import type { SubjectState } from "#shared/judging/subject-state.ts";
import { withDerivedFacts } from "#shared/profiles/derived-facts.ts";
import { emptyProfile } from "#shared/profiles/profile.ts";
import { newStoredSubject, type VaultKeys } from "#shared/subjects/contact.ts";
import { newSubjectKey } from "#shared/subjects/indexes.ts";

/** A subject that is heard of for the first time, under a key that is its own once it is committed. */
export async function newSubject(
  keys: VaultKeys,
  bucket: string,
  subject: SubjectReference,
  now: Date,
): Promise<SubjectState> {
  const subjectKey = newSubjectKey(bucket);
  return {
    profile: withDerivedFacts(emptyProfile(subjectKey, subject.kind), subject, now),
    asRead: { sources: {}, relatives: [], relativeFacts: new Map(), cases: [] },
    cases: [],
    followers: [],
    contact: { stored: await newStoredSubject(keys, subjectKey, subject) },
    entitlements: [],
    confirmations: [],
    adjustments: [],
    mark: 0,
  };
}
