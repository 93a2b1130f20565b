import { sql, type SQL } from "drizzle-orm";
import { addDays, type CivilDate } from "#shared/calendar/civil-date.ts";
import type { Confirmation } from "#shared/confirmations/confirmation.ts";
import { confirmations, entitlements, subjects } from "#shared/db/shard.schema.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import { fromStored, type StoredEntitlement } from "#shared/entitlements/stored-entitlement.ts";
import { profileFromStored, type StoredProfile } from "#shared/profiles/stored-profile.ts";
import type { StoredSubject } from "#shared/subjects/contact.ts";
import type { SubjectState } from "./subject-state.ts";

interface LoadedProfile extends StoredProfile {
  blindIndex: string;
  mark: number;
}

/**
 * How far back an entitlement matters for judging the present, in days: further than a late review opens periods.
 * One that is given once matters for ever.
 */
const reviewedDays = 1100;

/** Which subjects to load: by the blind indexes of their documents, by their keys, or those due for review. */
export type Selection =
  | { readonly by: "blindIndex"; readonly values: readonly string[] }
  | { readonly by: "subjectKey"; readonly values: readonly string[] };

/** One round trip: everything that decisions about these subjects rest on, by what they were selected by. */
export async function loadSubjects(
  db: D1Database,
  selection: Selection,
  today: CivilDate,
  daysBack: number = reviewedDays,
): Promise<Map<string, SubjectState>> {
  const set = JSON.stringify(selection.values);
  const keys: SQL =
    selection.by === "blindIndex"
      ? sql`SELECT blind_index AS found_by, subject_key FROM aliases WHERE blind_index IN (SELECT value FROM json_each(${set}))`
      : sql`SELECT value AS found_by, value AS subject_key FROM json_each(${set})`;
  const [profileRows, subjectRows, entitlementRows, confirmationRows] = await db.batch([
    statement(
      db,
      sql`WITH keys AS (${keys})
          SELECT keys.found_by AS "blindIndex", p.subject_key AS "subjectKey", p.kind, p.version,
            json(p.sources) AS sources, p.events, p.verdicts, p.review_on AS "reviewOn",
            (SELECT coalesce(sum(e.version), 0) FROM entitlements e WHERE e.subject_key = p.subject_key)
            + (SELECT coalesce(sum(c.version), 0) FROM confirmations c WHERE c.subject_key = p.subject_key) AS mark
          FROM keys JOIN profiles p ON p.subject_key = keys.subject_key`,
    ),
    statement(
      db,
      sql`WITH keys AS (${keys})
          SELECT ${columnsOf(subjects)} FROM subjects WHERE subject_key IN (SELECT subject_key FROM keys)`,
    ),
    statement(
      db,
      sql`WITH keys AS (${keys})
          SELECT ${columnsOf(entitlements)} FROM entitlements
          WHERE subject_key IN (SELECT subject_key FROM keys)
            AND (judged_on >= ${addDays(today, -daysBack)} OR period = 'once'
              OR state NOT IN ('fulfilled', 'waived', 'terminated', 'recovered', 'redirected'))`,
    ),
    statement(
      db,
      sql`WITH keys AS (${keys})
          SELECT ${columnsOf(confirmations)} FROM confirmations
          WHERE subject_key IN (SELECT subject_key FROM keys)`,
    ),
  ]);
  const stored = groupedBySubject(rowsOf<StoredSubject>(subjectRows));
  const owned = groupedBySubject(rowsOf<StoredEntitlement>(entitlementRows));
  const decided = groupedBySubject(rowsOf<Confirmation>(confirmationRows));
  return new Map(
    rowsOf<LoadedProfile>(profileRows).map(
      ({ blindIndex, mark, ...row }): [string, SubjectState] => [
        blindIndex,
        {
          profile: profileFromStored(row),
          contact: { stored: stored.get(row.subjectKey)?.[0] },
          entitlements: (owned.get(row.subjectKey) ?? []).map(fromStored),
          confirmations: decided.get(row.subjectKey) ?? [],
          mark,
        },
      ],
    ),
  );
}

function groupedBySubject<Row extends { subjectKey: string }>(
  rows: readonly Row[],
): Map<string, Row[]> {
  return Map.groupBy(rows, (row) => row.subjectKey);
}
