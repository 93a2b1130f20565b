import { sql } from "drizzle-orm";
import { rowsOf, statement } from "#shared/db/statement.ts";
import { policies } from "#shared/policies/index.ts";
import type { Profile } from "#shared/profiles/profile.ts";
import { profileFromStored, type StoredProfile } from "#shared/profiles/stored-profile.ts";
import { selectRelatives } from "#shared/relatives/select-relatives.ts";
import { relativeFromStored, type StoredRelative } from "#shared/relatives/stored-relative.ts";
import { factsOfRelatives } from "#shared/rules/data-requirement.ts";

/** Profiles that are read at once. */
const perRound = 500;

/** The profiles of these subjects with their relatives, to be judged one by one; nothing of them is written. */
export async function* loadProfiles(
  db: D1Database,
  subjectKeys: readonly string[],
): AsyncGenerator<Profile> {
  const named = [...factsOfRelatives(policies).keys()];
  for (let start = 0; start < subjectKeys.length; start += perRound) {
    const keys = JSON.stringify(subjectKeys.slice(start, start + perRound));
    const wanted = sql`SELECT value AS found_by, value AS subject_key FROM json_each(${keys})`;
    // So many at a time: a profile holds all that was ever reported.
    // oxlint-disable-next-line no-await-in-loop
    const [profileRows, relativeRows] = await db.batch([
      statement(
        db,
        sql`SELECT subject_key AS "subjectKey", kind, version, json(sources) AS sources, events, verdicts,
              review_on AS "reviewOn" FROM profiles WHERE subject_key IN (SELECT value FROM json_each(${keys}))`,
      ),
      selectRelatives(db, wanted, named, []),
    ]);
    const relatives = Map.groupBy(rowsOf<StoredRelative>(relativeRows), (row) => row.subjectKey);
    for (const row of rowsOf<Omit<StoredProfile, "facts" | "stamp">>(profileRows))
      yield profileFromStored(row, (relatives.get(row.subjectKey) ?? []).map(relativeFromStored));
  }
}
