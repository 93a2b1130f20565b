import { sql, type SQL } from "drizzle-orm";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { guardMark, isGuardError } from "#shared/confirmations/covered-entitlements.ts";
import { audit } from "#shared/db/shard.schema.ts";
import { databaseOf, shardOf, type Shards } from "#shared/db/shards.ts";
import { rowsOf, statement, targetsOf, valuesOf } from "#shared/db/statement.ts";
import { advance } from "#shared/entitlements/advance.ts";
import { entitlementId } from "#shared/entitlements/entitlement-id.ts";
import { loadOrFollow } from "#shared/judging/load-subjects.ts";
import type { SubjectState } from "#shared/judging/subject-state.ts";
import type { Leaving } from "./join.ts";
import { packAll } from "./luggage.ts";
import { objectionIsOpen } from "./wait-for-objection.ts";

/** How often it is tried again because the subject changed meanwhile. */
const mostAttempts = 60;

/** Days back: whatever a subject ever had goes along. */
export const everything = 60_000;

/**
 * Closes a subject on its own shard in one transaction: everything of it is packed, and its entitlements' chains end
 * with where they go on. From then on it is nobody's, whoever still holds its key. Repeated, it changes nothing.
 *
 * @param actor as in the audit
 */
export async function depart(
  shards: Shards,
  leaving: Leaving,
  actor: string,
  now: Date,
): Promise<void> {
  const { fromKey } = leaving;
  const db = databaseOf(shards, shardOf(fromKey));
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    // Each attempt rests on what the one before found changed.
    // oxlint-disable no-await-in-loop
    if (attempt > 0) await scheduler.wait(Math.random() * Math.min(attempt, 10) * 8);
    const selection = { by: "subjectKey", values: [fromKey] } as const;
    const { states, successors } = await loadOrFollow(db, selection, shanghaiDay(now), everything);
    if (successors.has(fromKey)) return;
    const state = states.get(fromKey);
    if (state === undefined) throw new Error("the subject that is to be joined is not there");
    if (await hasOpenObjection(db, fromKey)) throw new Error(objectionIsOpen);
    if (await commit(db, leaving, state, actor, now)) return;
    // oxlint-enable no-await-in-loop
  }
  throw new Error("the subject that is to be joined is written by too many at once");
}

/** Its answer would reach nobody any more: the join waits for it. */
async function hasOpenObjection(db: D1Database, subjectKey: string): Promise<boolean> {
  const result = await statement(db, openObjections(subjectKey)).all();
  return rowsOf<{ count: number }>(result).some(({ count }) => count > 0);
}

const openObjections = (subjectKey: string): SQL =>
  sql`SELECT count(*) AS count FROM objections WHERE subject_key = ${subjectKey} AND state IN ('lodged', 'accepted')`;

async function commit(
  db: D1Database,
  { fromKey, intoKey, number }: Leaving,
  { profile, entitlements, mark }: SubjectState,
  actor: string,
  now: Date,
): Promise<boolean> {
  const ends = await Promise.all(
    entitlements.map(async (one) => {
      const goesOnAs = await entitlementId(intoKey, one.policy, one.period);
      const event = `joined-into ${goesOnAs}`;
      return (await advance(one, { path: [], event, actor, at: now })).entry;
    }),
  );
  try {
    await db.batch([
      guardMark(db, fromKey, mark),
      statement(
        db,
        sql`INSERT INTO guard (expected, actual, reason) SELECT CAST(${profile.version} AS INTEGER),
              (SELECT version FROM profiles WHERE subject_key = ${fromKey}), 'profile'`,
      ),
      statement(
        db,
        sql`INSERT INTO guard (expected, actual, reason) SELECT 0, (${openObjections(fromKey)}), 'objection'`,
      ),
      statement(
        db,
        sql`INSERT INTO successors (subject_key, successor_key, number, left_at, arrived_at)
            VALUES (${fromKey}, ${intoKey}, ${number}, ${now.getTime()}, NULL)`,
      ),
      statement(
        db,
        sql`INSERT INTO audit (${targetsOf(audit)}) SELECT ${valuesOf(audit)} FROM json_each(${JSON.stringify(ends)})`,
      ),
      statement(
        db,
        sql`INSERT INTO forwarded (end_to_end_id, successor_key)
            SELECT end_to_end_id, ${intoKey} FROM instructions WHERE subject_key = ${fromKey}`,
      ),
      ...packAll(db, fromKey),
      statement(db, sql`DELETE FROM hot_facts WHERE subject_key = ${fromKey}`),
    ]);
    return true;
  } catch (error) {
    if (isGuardError(error)) return false;
    throw error;
  }
}
