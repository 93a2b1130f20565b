import { sql, type SQL } from "drizzle-orm";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { chunkedJson } from "#shared/db/chunked-json.ts";
import { repayments } from "#shared/db/adjustments.schema.ts";
import { predecessors } from "#shared/db/joins.schema.ts";
import { instructions, reservations } from "#shared/db/shard.schema.ts";
import { databaseOf, shardOf } from "#shared/db/shards.ts";
import { rowsOf, statement, targetsOf, valuesOf } from "#shared/db/statement.ts";
import { upsert } from "#shared/db/upsert.ts";
import { type Commit, commitSubjects } from "#shared/judging/commit-subjects.ts";
import type { Circumstances } from "#shared/judging/decide.ts";
import { loadSubjects } from "#shared/judging/load-subjects.ts";
import type { SubjectState } from "#shared/judging/subject-state.ts";
import { sendHints } from "#shared/outbox/send-hints.ts";
import { everything } from "./depart.ts";
import { findOwnCountedTwice } from "./find-counted-twice.ts";
import type { Leaving, Stores } from "./join.ts";
import type { Luggage } from "./luggage.ts";
import { documentsOf } from "./move-documents.ts";
import { mergeSubjects } from "./merge-subjects.ts";
import { moveLines } from "./move-lines.ts";
import { moveInstruction, moveVault } from "./move-vault.ts";
import { reportTwice } from "./report-twice.ts";

/** How often it is tried again because the subject changed meanwhile. */
const mostAttempts = 60;

/**
 * Takes over on its shard what a subject that left brings along, judges it as one, and lets it be paid again; all in
 * one commit. Whoever has arrived does not arrive again.
 */
export async function arrive(
  stores: Stores,
  leaving: Leaving,
  luggage: Luggage,
  circumstances: Circumstances,
): Promise<void> {
  const { intoKey, fromKey } = leaving;
  const db = databaseOf(stores, shardOf(intoKey));
  const today = shanghaiDay(circumstances.now);
  const selection = { by: "subjectKey", values: [intoKey] } as const;
  const related = luggage.profile.relatives.map(
    ({ relation, otherKey }) => [intoKey, relation, otherKey] as const,
  );
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    // Each attempt rests on what the one before found changed.
    // oxlint-disable no-await-in-loop
    if (attempt > 0) await scheduler.wait(Math.random() * Math.min(attempt, 10) * 8);
    const states = await loadSubjects(db, selection, today, everything, related);
    // Read after the state: whoever arrived in between has changed the state, and the commit is lost.
    if (await hasArrived(db, leaving)) return;
    const state = states.get(intoKey);
    if (state === undefined) throw new Error("the subject to be joined with is not there");
    const commit = await commitOf(stores, db, leaving, luggage, state, circumstances);
    const won = await commitSubjects(db, [commit], today);
    if (won.has(intoKey)) {
      const { tasks } = commit.changes;
      const at = circumstances.now.getTime();
      await sendHints(
        stores,
        tasks.filter(({ dueAt }) => dueAt <= at),
      );
      return;
    }
    // oxlint-enable no-await-in-loop
  }
  throw new Error(`the subject that takes over ${fromKey} is written by too many at once`);
}

async function hasArrived(db: D1Database, { intoKey, fromKey }: Leaving): Promise<boolean> {
  const result = await statement(
    db,
    sql`SELECT 1 FROM predecessors WHERE subject_key = ${intoKey} AND predecessor_key = ${fromKey}`,
  ).all();
  return rowsOf(result).length > 0;
}

async function commitOf(
  stores: Stores,
  db: D1Database,
  leaving: Leaving,
  luggage: Luggage,
  state: SubjectState,
  circumstances: Circumstances,
): Promise<Commit> {
  const own = state.contact.stored;
  if (own === undefined || luggage.stored === undefined)
    throw new Error("a subject has no row in the vault");
  const vault = await moveVault(stores, own, luggage.stored);
  const [{ changes, adjusted }, lines, moved] = await Promise.all([
    mergeSubjects(state, leaving, luggage, vault, circumstances),
    moveLines(stores, leaving, luggage.reservations),
    Promise.all(
      luggage.instructions.map(async (one) => moveInstruction(stores, vault.stored, one)),
    ),
  ]);
  const { intoKey: subjectKey, fromKey: predecessorKey, number } = leaving;
  const arrivedAt = circumstances.now.getTime();
  const repaid = luggage.repayments.map((one) => ({
    ...one,
    subjectKey,
    adjustment: adjusted.get(one.adjustment) ?? one.adjustment,
  }));
  const twice = await findOwnCountedTwice(db, subjectKey, lines, changes.entitlements);
  const reported = reportTwice(twice, subjectKey, circumstances.now);
  const frozen = luggage.joining.filter((other) => other !== number);
  return {
    changes: { ...changes, tasks: [...changes.tasks, ...reported] },
    mark: state.mark,
    blindIndexes: [],
    isNew: false,
    stored: vault.stored,
    along: (committed) => [
      ...stored(db, predecessors, [{ subjectKey, predecessorKey, number, arrivedAt }], committed),
      ...chunkedJson(moved).map((rows) =>
        upsert(db, instructions, [instructions.endToEndId], rows, committed),
      ),
      ...stored(db, repayments, repaid, committed),
      ...linedUp(db, lines, committed),
      ...documentsOf(db, subjectKey, luggage.confirmations, committed),
      statement(
        db,
        sql`DELETE FROM relatives WHERE subject_key = ${subjectKey} AND other_key IN (${subjectKey}, ${predecessorKey})
              AND EXISTS (SELECT 1 FROM json_each(${JSON.stringify([{ subjectKey }])}) WHERE ${committed})`,
      ),
      statement(
        db,
        sql`INSERT INTO joining (subject_key, number) SELECT ${subjectKey}, value ->> '$.number'
            FROM json_each(${JSON.stringify(frozen.map((other) => ({ subjectKey, number: other })))})
            WHERE ${committed} ON CONFLICT DO NOTHING`,
      ),
      statement(
        db,
        sql`DELETE FROM joining WHERE (subject_key, number) IN (
              SELECT value ->> '$.subjectKey', value ->> '$.number'
              FROM json_each(${JSON.stringify([{ subjectKey, number }])}) WHERE ${committed})`,
      ),
    ],
  };
}

function stored(
  db: D1Database,
  table: typeof predecessors | typeof reservations | typeof repayments,
  rows: readonly object[],
  committed: SQL,
): D1PreparedStatement[] {
  return chunkedJson(rows).map((chunk) =>
    statement(
      db,
      sql`INSERT INTO ${table} (${targetsOf(table)}) SELECT ${valuesOf(table)} FROM json_each(${chunk})
          WHERE ${committed} ON CONFLICT DO NOTHING`,
    ),
  );
}

/** Who waits, waits on; who holds a place holds it still, unless another one holds the same. */
function linedUp(
  db: D1Database,
  lines: readonly (typeof reservations.$inferSelect)[],
  committed: SQL,
): D1PreparedStatement[] {
  const waiting = lines.map((one) => ({ ...one, state: "waiting" }));
  const held = JSON.stringify(lines.filter(({ state }) => state === "held"));
  return [
    ...stored(db, reservations, waiting, committed),
    statement(
      db,
      sql`UPDATE reservations SET state = 'held' WHERE (subject_key, reserved_for, entitlement) IN (
            SELECT value ->> '$.subjectKey', value ->> '$.reservedFor', value ->> '$.entitlement'
            FROM json_each(${held}) WHERE ${committed})
          AND NOT EXISTS (SELECT 1 FROM reservations AS other WHERE other.subject_key = reservations.subject_key
            AND other.reserved_for = reservations.reserved_for AND other.state = 'held')`,
    ),
  ];
}
