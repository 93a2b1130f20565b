import { sql } from "drizzle-orm";
import { databaseOf, shardCount, shardOf, type Shards } from "#shared/db/shards.ts";
import { rowsOf, statement } from "#shared/db/statement.ts";
import type { Circumstances as Judging } from "#shared/judging/decide.ts";
import { nextAttemptAt } from "#shared/outbox/retry-schedule.ts";
import { headsOf } from "#shared/subjects/heads.ts";
import { arrive } from "./arrive.ts";
import { depart } from "./depart.ts";
import { finish } from "./finish.ts";
import { freeze } from "./freeze.ts";
import { handOverClaims } from "./hand-over-claims.ts";
import type { Join, Leaving, Stores } from "./join.ts";
import { leavePublicity } from "./leave-publicity.ts";
import { readLuggage } from "./luggage.ts";
import { closeFailure, reportFailure } from "./report-failure.ts";
import { listOpenJoins, markDone, putOff } from "./open-joins.ts";
import { waitsForObjection } from "./wait-for-objection.ts";

type Circumstances = Pick<Judging, "now" | "complete" | "stages">;

/** So many open joins are looked at; those behind them wait. */
const window = 300;
const day = 86_400_000;

/**
 * Does what was reported of two numbers, in the order of the reports: a join waits for every earlier one that touches
 * one of its subjects, so whoever joins in a circle, or in a chain, ends as one subject. It may break off anywhere and
 * be done again, and by many at once.
 *
 * @param most joins that are done in this run; the rest waits for the next
 */
export async function completeJoins(
  stores: Stores,
  circumstances: Circumstances,
  most: number,
): Promise<void> {
  const tried = new Set<number>();
  for (;;) {
    // Each look sees what the one before has joined.
    // oxlint-disable no-await-in-loop
    const open = await listOpenJoins(stores.DB_CITY, window);
    if (open.length === 0) return;
    const heads = await headsOf(
      stores,
      open.flatMap(({ fromKey, intoKey }) => [fromKey, intoKey]),
    );
    // After the heads: who leads to the other one already, and is not under way, has arrived.
    const underWay = await leavingNow(stores);
    const next = nextOf(
      open,
      heads,
      ({ number, nextAt }) => nextAt <= circumstances.now.getTime() && !tried.has(number),
    );
    if (next === undefined || tried.size === most) return;
    tried.add(next.number);
    const leaving = underWay.get(next.number) ?? leavingOf(next, heads);
    await completeOrPutOff(stores, next, leaving, circumstances);
    // oxlint-enable no-await-in-loop
  }
}

/** The first one that may be tried, and whose subjects no earlier one touches. */
function nextOf(
  open: readonly Join[],
  heads: ReadonlyMap<string, string>,
  isReady: (join: Join) => boolean,
): Join | undefined {
  const busy = new Set<string>();
  for (const join of open) {
    const { fromKey, intoKey } = leavingOf(join, heads);
    const isFree = !busy.has(fromKey) && !busy.has(intoKey);
    if (isFree && isReady(join)) return join;
    busy.add(fromKey).add(intoKey);
  }
  return undefined;
}

function leavingOf({ number, ...join }: Join, heads: ReadonlyMap<string, string>): Leaving {
  const [fromKey, intoKey] = [join.fromKey, join.intoKey].map((key) => heads.get(key) ?? key);
  return { number, fromKey: fromKey ?? join.fromKey, intoKey: intoKey ?? join.intoKey };
}

/** Those that have left and not arrived, by their join. */
async function leavingNow(shards: Shards): Promise<ReadonlyMap<number, Leaving>> {
  const found = await Promise.all(
    Array.from({ length: shardCount }, async (_, shard) =>
      statement(
        databaseOf(shards, shard),
        sql`SELECT subject_key AS "fromKey", successor_key AS "intoKey", number FROM successors
            WHERE arrived_at IS NULL ORDER BY number LIMIT ${window}`,
      ).all(),
    ),
  );
  return new Map(
    found.flatMap((result) => rowsOf<Leaving>(result)).map((leaving) => [leaving.number, leaving]),
  );
}

/** One join that fails must not hold up all others; whom it touches stays held. */
async function completeOrPutOff(
  stores: Stores,
  join: Join,
  leaving: Leaving,
  circumstances: Circumstances,
): Promise<void> {
  try {
    await complete(stores, join, leaving, circumstances);
    await closeFailure(stores.DB_CITY, join, circumstances.now);
    await markDone(stores.DB_CITY, join.number);
  } catch (error) {
    const { now } = circumstances;
    console.error(`joins: join ${join.number} failed and is tried again: ${String(error)}`);
    const nextAt = nextAttemptAt(now, join.attempts + 1) ?? now.getTime() + day;
    await putOff(stores.DB_CITY, join, String(error), nextAt);
    // What people have to answer stands before them already.
    if (!waitsForObjection(String(error))) await reportFailure(stores.DB_CITY, join, now);
  }
}

async function complete(
  stores: Stores,
  { department }: Join,
  leaving: Leaving,
  { now, complete: registers, stages }: Circumstances,
): Promise<void> {
  const { fromKey, intoKey, number } = leaving;
  if (fromKey === intoKey) return;
  const actor = `department:${department}`;
  await freeze(
    stores,
    [fromKey, intoKey].map((subjectKey) => ({ subjectKey, number })),
  );
  await depart(stores, leaving, actor, now);
  const luggage = await readLuggage(databaseOf(stores, shardOf(fromKey)), fromKey);
  // Somebody else was faster.
  if (luggage === undefined) return;
  await leavePublicity(stores.DB_CITY, luggage.entitlements);
  await handOverClaims(stores, leaving, luggage);
  await arrive(stores, leaving, luggage, { now, complete: registers, stages, actor });
  await finish(stores, leaving, luggage, now);
}
