import { organisationKindOf } from "#shared/facts/organisation-kind.ts";
import type { SubjectReference } from "#shared/identity/subject.ts";
import type { Profile } from "./profile.ts";

/** Adds what follows from the subject's number, for rules never see the number itself. */
export function withDerivedFacts(profile: Profile, subject: SubjectReference, now: Date): Profile {
  if (subject.kind !== "organisation" || profile.sources["organisationKind"] !== undefined) {
    return profile;
  }
  const register = {
    from: null,
    at: now.getTime(),
    by: "market-regulation",
    event: ["urn:jixiang:number", "organisationKind"],
    reports: [[organisationKindOf(subject.id), null]],
  } as const;
  return { ...profile, sources: { ...profile.sources, organisationKind: [register] } };
}
