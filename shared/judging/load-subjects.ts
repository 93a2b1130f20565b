import { sql, type SQL } from "drizzle-orm";
import type { Adjustment } from "#shared/adjustments/adjustment.ts";
import { addDays, type CivilDate } from "#shared/calendar/civil-date.ts";
import { besideConfirmation, type Confirmation } from "#shared/confirmations/confirmation.ts";
import type { ReportedCase } from "#shared/cases/reported-case.ts";
import { reportedCases } from "#shared/db/cases.schema.ts";
import { confirmations, entitlements, subjects } from "#shared/db/shard.schema.ts";
import { adjustments } from "#shared/db/adjustments.schema.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import { fromStored, type StoredEntitlement } from "#shared/entitlements/stored-entitlement.ts";
import { policies } from "#shared/policies/index.ts";
import { profileFromStored, type StoredProfile } from "#shared/profiles/stored-profile.ts";
import { type ReportedRelative, selectRelatives } from "#shared/relatives/select-relatives.ts";
import { relativeId } from "#shared/relatives/known-relative.ts";
import { relativeFromStored, type StoredRelative } from "#shared/relatives/stored-relative.ts";
import type { Follower } from "#shared/relatives/tell-followers.ts";
import { factsOfRelatives } from "#shared/rules/data-requirement.ts";
import type { StoredSubject } from "#shared/subjects/contact.ts";
import type { SubjectState } from "./subject-state.ts";

interface LoadedProfile extends StoredProfile {
  blindIndex: string;
  mark: number;
}

interface StoredFollower {
  subjectKey: string;
  followerKey: string;
  /** JSON */
  facts: string;
}

/**
 * How far back an entitlement matters for judging the present, in days: further than a late review opens periods.
 * One that is given once matters for ever.
 */
const reviewedDays = 1200;

/** Which subjects to load: by the blind indexes of their documents, by their keys, or those due for review. */
export type Selection =
  | { readonly by: "blindIndex"; readonly values: readonly string[] }
  | { readonly by: "subjectKey"; readonly values: readonly string[] };

/** What was found, by what it was selected by. */
export interface Loaded {
  readonly states: Map<string, SubjectState>;
  /** The keys of those whom the others have become: they were joined with them, and have nothing here any more. */
  readonly successors: ReadonlyMap<string, string>;
}

/** One round trip: everything that decisions about these subjects rest on, by what they were selected by. */
export async function loadSubjects(
  db: D1Database,
  selection: Selection,
  today: CivilDate,
  daysBack?: number,
  reported?: readonly ReportedRelative[],
): Promise<Map<string, SubjectState>> {
  return (await loadOrFollow(db, selection, today, daysBack, reported)).states;
}

/**
 * The same, and whom those have become that were joined with another subject.
 *
 * @param reported relations that are needed although no rule names them, for they are being reported
 */
export async function loadOrFollow(
  db: D1Database,
  selection: Selection,
  today: CivilDate,
  daysBack: number = reviewedDays,
  reported: readonly ReportedRelative[] = [],
): Promise<Loaded> {
  const set = JSON.stringify(selection.values);
  const keys: SQL =
    selection.by === "blindIndex"
      ? sql`SELECT blind_index AS found_by, subject_key FROM aliases WHERE blind_index IN (SELECT value FROM json_each(${set}))`
      : sql`SELECT value AS found_by, value AS subject_key FROM json_each(${set})`;
  const [
    profileRows,
    subjectRows,
    entitlementRows,
    confirmationRows,
    relativeRows,
    followerRows,
    caseRows,
    successorRows,
    adjustmentRows,
  ] = await db.batch([
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
            AND (judged_on >= ${addDays(today, -daysBack)} OR period GLOB 'once*'
              OR state NOT IN ('fulfilled', 'waived', 'terminated', 'recovered'))`,
    ),
    statement(
      db,
      sql`WITH keys AS (${keys})
          SELECT ${columnsOf(confirmations, besideConfirmation)} FROM confirmations
          WHERE subject_key IN (SELECT subject_key FROM keys)`,
    ),
    selectRelatives(db, keys, factsOfRelatives(policies).keys(), reported),
    statement(
      db,
      sql`WITH keys AS (${keys})
          SELECT subject_key AS "subjectKey", follower_key AS "followerKey", facts FROM followers
          WHERE subject_key IN (SELECT subject_key FROM keys)`,
    ),
    statement(
      db,
      sql`WITH keys AS (${keys})
          SELECT ${columnsOf(reportedCases)} FROM reported_cases
          WHERE subject_key IN (SELECT subject_key FROM keys)`,
    ),
    statement(
      db,
      sql`WITH keys AS (${keys})
          SELECT keys.found_by AS "foundBy", s.successor_key AS "successorKey"
          FROM keys JOIN successors AS s ON s.subject_key = keys.subject_key`,
    ),
    statement(
      db,
      sql`WITH keys AS (${keys})
          SELECT ${columnsOf(adjustments)} FROM adjustments
          WHERE subject_key IN (SELECT subject_key FROM keys)`,
    ),
  ]);
  const stored = groupedBySubject(rowsOf<StoredSubject>(subjectRows));
  const owned = groupedBySubject(rowsOf<StoredEntitlement>(entitlementRows));
  const decided = groupedBySubject(rowsOf<Confirmation>(confirmationRows));
  const related = groupedBySubject(rowsOf<StoredRelative>(relativeRows));
  const adjusted = groupedBySubject(rowsOf<Adjustment>(adjustmentRows));
  const handled = groupedBySubject(rowsOf<ReportedCase>(caseRows));
  const following = groupedBySubject(rowsOf<StoredFollower>(followerRows));
  const states = new Map(
    rowsOf<LoadedProfile>(profileRows).map(
      ({ blindIndex, mark, ...row }): [string, SubjectState] => {
        const of = <Row>(rows: ReadonlyMap<string, Row[]>): Row[] => rows.get(row.subjectKey) ?? [];
        const relatives = of(related).map((one) => ({
          relative: relativeFromStored(one),
          facts: one.facts,
        }));
        const profile = profileFromStored(
          row,
          relatives.map(({ relative }) => relative),
        );
        return [
          blindIndex,
          {
            profile,
            asRead: {
              sources: profile.sources,
              relatives: profile.relatives,
              relativeFacts: new Map(
                relatives.map(({ relative, facts }) => [relativeId(relative), facts]),
              ),
              cases: of(handled),
            },
            cases: of(handled),
            followers: of(following).map(followerFromStored),
            contact: { stored: of(stored)[0] },
            entitlements: of(owned).map(fromStored),
            confirmations: of(decided),
            adjustments: of(adjusted),
            mark,
          },
        ];
      },
    ),
  );
  const successors = rowsOf<{ foundBy: string; successorKey: string }>(successorRows);
  return {
    states,
    successors: new Map(successors.map((row) => [row.foundBy, row.successorKey])),
  };
}

function groupedBySubject<Row extends { subjectKey: string }>(
  rows: readonly Row[],
): Map<string, Row[]> {
  return Map.groupBy(rows, (row) => row.subjectKey);
}

/** Guarantee: `followOthers` wrote it, and the column has no other writer. */
function followerFromStored({ followerKey, facts }: StoredFollower): Follower {
  return { followerKey, facts: JSON.parse(facts) as string[] };
}
