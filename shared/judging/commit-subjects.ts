import { sql, type Column, type SQL, type Table } from "drizzle-orm";
import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { besideConfirmation } from "#shared/confirmations/confirmation.ts";
import { keyOfAdjustment } from "#shared/adjustments/store-adjustments.ts";
import { adjustments } from "#shared/db/adjustments.schema.ts";
import { chunkedJson } from "#shared/db/chunked-json.ts";
import { reportedCases } from "#shared/db/cases.schema.ts";
import {
  audit,
  confirmations,
  entitlements,
  profiles,
  relatives,
  subjects,
} from "#shared/db/shard.schema.ts";
import { rowsOf, statement, targetsOf, valuesOf } from "#shared/db/statement.ts";
import { upsert } from "#shared/db/upsert.ts";
import { toStored } from "#shared/entitlements/stored-entitlement.ts";
import { storeTasks } from "#shared/outbox/store-tasks.ts";
import { hotFactsOf, storeHotFacts } from "#shared/profiles/store-hot-facts.ts";
import { profileToStored } from "#shared/profiles/stored-profile.ts";
import { relativeToStored } from "#shared/relatives/stored-relative.ts";
import { randomId } from "#shared/sealing/digest.ts";
import type { StoredSubject } from "#shared/subjects/contact.ts";
import type { Changes } from "./changes.ts";

/** One subject's changes and what they rest on. */
export interface Commit {
  readonly changes: Changes;
  /** The mark of the entitlements and confirmations on which the decision rests, "nothing to do" included. */
  readonly mark: number;
  /** The blind indexes to remember; for a new subject the first one decides who was first. */
  readonly blindIndexes: readonly string[];
  readonly isNew: boolean;
  /** The vault's row, if it is new or has changed. */
  readonly stored: StoredSubject | undefined;
  /** What else is stored with it. `committed` holds for each `value` of a JSON set whose `subjectKey` was committed. */
  readonly along?: (committed: SQL) => readonly D1PreparedStatement[];
}

/** As many as one parameter surely takes. */
const tasksAtOnce = 2000;

/**
 * Commits the changes of many subjects of one shard in one round trip. A subject whose profile, entitlements or
 * confirmations have changed since they were read, or that was joined with another one, changes nothing here; all
 * others are committed whole.
 *
 * @returns the keys of the subjects that were committed: the rest must be read and decided again
 */
export async function commitSubjects(
  db: D1Database,
  commits: readonly Commit[],
  today: CivilDate,
): Promise<Set<string>> {
  const stamp = randomId();
  const committed = sql`EXISTS (SELECT 1 FROM profiles WHERE profiles.subject_key = value ->> '$.subjectKey' AND profiles.stamp = ${stamp})`;
  const statements: D1PreparedStatement[] = [];
  for (const aliases of chunkedJson(
    commits.flatMap(({ changes, blindIndexes }) =>
      blindIndexes.map((index) => [index, changes.profile.subjectKey]),
    ),
  )) {
    statements.push(
      statement(
        db,
        sql`INSERT INTO aliases (blind_index, subject_key) SELECT value ->> 0, value ->> 1 FROM json_each(${aliases})
            WHERE 1 ON CONFLICT DO NOTHING`,
      ),
    );
  }
  const first = statements.length;
  // Setting an indexed column costs a row written even when its value stays, so it is set only where it changes.
  for (const [reviewChanged, set] of [
    [true, sql`, review_on = excluded.review_on`],
    [false, sql``],
  ] as const) {
    const rows = commits
      .filter(({ changes }) => changes.reviewChanged === reviewChanged)
      .map(({ changes, mark, blindIndexes, isNew }) => ({
        ...profileToStored(changes.profile, today, stamp),
        mark,
        newUnder: isNew ? blindIndexes[0] : null,
      }));
    for (const chunk of chunkedJson(rows)) statements.push(storeProfiles(db, chunk, set));
  }
  const last = statements.length;
  const store = (
    table: Table,
    key: readonly Column[],
    rows: readonly object[],
    untouched?: readonly Column[],
  ): void => {
    for (const chunk of chunkedJson(rows))
      statements.push(upsert(db, table, key, chunk, committed, untouched));
  };
  const all = commits.map(({ changes }) => changes);
  for (const chunk of chunkedJson(all.flatMap(({ profile }) => hotFactsOf(profile, today))))
    statements.push(storeHotFacts(db, chunk, committed));
  store(
    subjects,
    [subjects.subjectKey],
    commits.flatMap(({ stored }) => stored ?? []),
  );
  store(
    relatives,
    [relatives.subjectKey, relatives.relation, relatives.otherKey],
    all.flatMap((changes) =>
      changes.relatives.map((one) => relativeToStored(changes.profile.subjectKey, one, today)),
    ),
  );
  store(
    entitlements,
    [entitlements.subjectKey, entitlements.policy, entitlements.period],
    all.flatMap((changes) => changes.entitlements.map(toStored)),
  );
  store(
    adjustments,
    keyOfAdjustment,
    all.flatMap((changes) => changes.adjustments),
  );
  store(
    confirmations,
    [confirmations.subjectKey, confirmations.policy, confirmations.commitment, confirmations.scope],
    all.flatMap((changes) => changes.confirmations),
    besideConfirmation,
  );
  store(
    reportedCases,
    [
      reportedCases.subjectKey,
      reportedCases.policy,
      reportedCases.period,
      reportedCases.channel,
      reportedCases.caseNumber,
    ],
    all.flatMap((changes) => changes.cases),
  );
  for (const chunk of chunkedJson(
    all.flatMap(({ entries, profile }) =>
      entries.map((entry) => ({ ...entry, subjectKey: profile.subjectKey })),
    ),
  )) {
    statements.push(
      statement(
        db,
        sql`INSERT INTO audit (${targetsOf(audit)}) SELECT ${valuesOf(audit)} FROM json_each(${chunk}) WHERE ${committed}`,
      ),
    );
  }
  const tasks = all.flatMap((changes) => changes.tasks);
  for (let start = 0; start < tasks.length; start += tasksAtOnce) {
    statements.push(storeTasks(db, tasks.slice(start, start + tasksAtOnce), committed));
  }
  for (const { along } of commits) statements.push(...(along?.(committed) ?? []));
  const results = await db.batch(statements);
  return new Set(
    results
      .slice(first, last)
      .flatMap((result) => rowsOf<{ subjectKey: string }>(result).map((row) => row.subjectKey)),
  );
}

function storeProfiles(db: D1Database, rows: string, set: SQL): D1PreparedStatement {
  return statement(
    db,
    sql`INSERT INTO profiles (${targetsOf(profiles)}) SELECT ${valuesOf(profiles)} FROM json_each(${rows})
        WHERE (value ->> '$.newUnder' IS NULL OR EXISTS (SELECT 1 FROM aliases
            WHERE blind_index = value ->> '$.newUnder' AND subject_key = value ->> '$.subjectKey'))
          AND NOT EXISTS (SELECT 1 FROM successors AS s WHERE s.subject_key = value ->> '$.subjectKey')
          AND value ->> '$.mark' =
            (SELECT coalesce(sum(e.version), 0) FROM entitlements e WHERE e.subject_key = value ->> '$.subjectKey')
            + (SELECT coalesce(sum(c.version), 0) FROM confirmations c WHERE c.subject_key = value ->> '$.subjectKey')
        ON CONFLICT (subject_key) DO UPDATE SET version = excluded.version, facts = excluded.facts,
          sources = excluded.sources, events = excluded.events, verdicts = excluded.verdicts,
          stamp = excluded.stamp${set}
        WHERE profiles.version = excluded.version - 1
        RETURNING subject_key AS "subjectKey"`,
  );
}
