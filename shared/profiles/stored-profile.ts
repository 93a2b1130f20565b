import { civilDate, type CivilDate } from "#shared/calendar/civil-date.ts";
import type { profiles } from "#shared/db/shard.schema.ts";
import type { Profile } from "./profile.ts";
import { factsOn } from "./profile.ts";

/** A row of `profiles` with its JSONB columns as JSON text. */
export type StoredProfile = Omit<typeof profiles.$inferSelect, "facts" | "sources"> & {
  facts: string;
  sources: string;
};

export function profileFromStored(
  row: Omit<StoredProfile, "facts" | "stamp">,
  relatives: Profile["relatives"] = [],
): Profile {
  return {
    subjectKey: row.subjectKey,
    kind: row.kind,
    version: row.version,
    ...contentsOf(row),
    relatives,
    reviewOn: row.reviewOn === null ? undefined : civilDate(row.reviewOn),
  };
}

/** The row that stores a profile as its next version. */
export function profileToStored(profile: Profile, today: CivilDate, stamp: string): StoredProfile {
  return {
    subjectKey: profile.subjectKey,
    kind: profile.kind,
    version: profile.version + 1,
    facts: JSON.stringify(factsOn(profile, today)),
    sources: JSON.stringify(profile.sources),
    events: JSON.stringify(profile.events),
    verdicts: JSON.stringify(profile.verdicts),
    reviewOn: profile.reviewOn ?? null,
    stamp,
  };
}

/** Guarantee: `profileToStored` wrote these columns, and they have no other writer. */
function contentsOf(row: {
  sources: string;
  events: string;
  verdicts: string;
}): Pick<Profile, "sources" | "events" | "verdicts"> {
  return {
    sources: JSON.parse(row.sources) as Profile["sources"],
    events: JSON.parse(row.events) as Profile["events"],
    verdicts: JSON.parse(row.verdicts) as Profile["verdicts"],
  };
}
