import { sql } from "drizzle-orm";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { databaseOf, shardCount, shardOf } from "#shared/db/shards.ts";
import { rowsOf, statement } from "#shared/db/statement.ts";
import { commitSubjects } from "#shared/judging/commit-subjects.ts";
import { type Circumstances, decide } from "#shared/judging/decide.ts";
import { loadSubjects } from "#shared/judging/load-subjects.ts";
import { sendHints } from "#shared/outbox/send-hints.ts";
import { followOthers } from "#shared/relatives/follow-others.ts";
import { takeOverCopies } from "#shared/relatives/take-over-copies.ts";
import { headsOf } from "#shared/subjects/heads.ts";
import { everything } from "./depart.ts";
import { findCountedTwice } from "./find-counted-twice.ts";
import { followRelative } from "./follow-relative.ts";
import type { Renamed } from "./forget-relative.ts";
import type { Stores } from "./join.ts";
import { reportTwice } from "./report-twice.ts";
import { together } from "./together.ts";

/** Who still follows a subject that has become another one. */
interface Led {
  readonly followerKey: string;
  readonly otherKey: string;
}

/** How often a follower is decided again because others changed it meanwhile. */
const mostAttempts = 20;

/**
 * Leads those who follow a subject to whom it has become: what they know of it, and what they are given for it, is then
 * known and given of that one. Whoever begins to follow it late stands in the same list. It may break off anywhere.
 */
export async function leadFollowers(
  stores: Omit<Stores, "DB_CITY">,
  circumstances: Circumstances,
  most: number,
): Promise<void> {
  for (let shard = 0; shard < shardCount; shard += 1) {
    const db = databaseOf(stores, shard);
    // One after the other: two of them may be followed by the same.
    // oxlint-disable no-await-in-loop
    const result = await statement(
      db,
      sql`SELECT f.follower_key AS "followerKey", f.subject_key AS "otherKey"
          FROM successors AS s JOIN followers AS f ON f.subject_key = s.subject_key
          WHERE s.arrived_at IS NOT NULL LIMIT CAST(${most} AS INTEGER)`,
    ).all();
    const all = rowsOf<Led>(result);
    const heads = await headsOf(
      stores,
      all.flatMap(({ followerKey, otherKey }) => [followerKey, otherKey]),
    );
    for (const led of all) await leadOrReport(stores, db, led, heads, circumstances);
    // oxlint-enable no-await-in-loop
  }
}

/** A follower that cannot be judged must not hold up the others; it comes again in the next run. */
async function leadOrReport(
  stores: Omit<Stores, "DB_CITY">,
  db: D1Database,
  led: Led,
  heads: ReadonlyMap<string, string>,
  circumstances: Circumstances,
): Promise<void> {
  try {
    const followerKey = heads.get(led.followerKey) ?? led.followerKey;
    const toKey = heads.get(led.otherKey) ?? led.otherKey;
    await lead(stores, followerKey, { fromKey: led.otherKey, toKey }, circumstances);
    await statement(
      db,
      sql`DELETE FROM followers WHERE subject_key = ${led.otherKey} AND follower_key = ${led.followerKey}`,
    ).run();
  } catch (error) {
    console.error(`joins: a follower of one who was joined is led later: ${String(error)}`);
  }
}

async function lead(
  stores: Omit<Stores, "DB_CITY">,
  followerKey: string,
  renamed: Renamed,
  circumstances: Circumstances,
): Promise<void> {
  const db = databaseOf(stores, shardOf(followerKey));
  const { now, actor } = circumstances;
  const today = shanghaiDay(now);
  const selection = { by: "subjectKey", values: [followerKey] } as const;
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    // Each attempt rests on what the one before found changed.
    // oxlint-disable no-await-in-loop
    if (attempt > 0) await scheduler.wait(Math.random() * Math.min(attempt, 10) * 8);
    const known = (await loadSubjects(db, selection, today, everything)).get(followerKey);
    if (known === undefined) throw new Error("the follower is on its way into another subject");
    // Done already, or no rule names the relation any more.
    if (!known.profile.relatives.some(({ otherKey }) => otherKey === renamed.fromKey)) return;
    const { state, draft, forget } = await followRelative(known, renamed, now, actor);
    const facts = new Set(
      state.profile.relatives
        .filter(({ otherKey }) => otherKey === renamed.toKey)
        .flatMap(({ asked }) => asked),
    );
    const wish = { otherKey: renamed.toKey, followerKey, facts: [...facts].toSorted() };
    const told =
      facts.size === 0
        ? new Map()
        : await followOthers(databaseOf(stores, shardOf(renamed.toKey)), [wish]);
    const relatives = takeOverCopies(state.profile.relatives, told);
    const counting = databaseOf(stores, shardOf(renamed.toKey));
    const twice = await findCountedTwice(counting, renamed.toKey, draft.entitlements.values());
    draft.tasks.push(...reportTwice(twice, followerKey, now));
    const judged = { ...state, profile: { ...state.profile, relatives } };
    const changes = together(draft, await decide(judged, circumstances));
    const won = await commitSubjects(
      db,
      [
        {
          changes,
          mark: known.mark,
          blindIndexes: [],
          isNew: false,
          stored: undefined,
          along: (committed) => forget(db, committed),
        },
      ],
      today,
    );
    if (!won.has(followerKey)) continue;
    await sendHints(stores, changes.tasks);
    // oxlint-enable no-await-in-loop
    return;
  }
  throw new Error("the follower is written by too many at once");
}
