import { sql } from "drizzle-orm";
import { databaseOf, shardOf, type Shards } from "#shared/db/shards.ts";
import { rowsOf, statement } from "#shared/db/statement.ts";
import { headsOf } from "#shared/subjects/heads.ts";
import type { Join } from "./join.ts";

/** Why a join is put off: the answer to an objection would reach nobody any more. */
export const objectionIsOpen = "an objection is being examined under the number that is joined";

/** Whether a join waits for nothing but the answer to an objection. */
export const waitsForObjection = (failure: string | null): boolean =>
  failure !== null && failure.includes(objectionIsOpen);

/** What may be paid to a subject although other numbers are being joined with it. */
export interface Spared {
  /** The joins that wait; any other one holds everything. */
  readonly joins: readonly number[];
  /** The periods that were given under another number, or that another channel has taken in there. */
  readonly given: readonly string[];
}

/**
 * What the law guarantees is not held because somebody has objected to something under the number that is to be joined:
 * it is paid under the number that stays. The other one is held, so that what was given under it can only become less.
 * Undefined where a join waits for anything else, or is on its way.
 */
export async function sparedBy(
  shards: Shards & { readonly DB_CITY: D1Database },
  subjectKey: string,
  policy: string,
): Promise<Spared | undefined> {
  const own = rowsOf<{ number: number }>(
    await statement(
      databaseOf(shards, shardOf(subjectKey)),
      sql`SELECT number FROM joining WHERE subject_key = ${subjectKey}`,
    ).all(),
  ).map(({ number }) => number);
  const joins = rowsOf<Pick<Join, "fromKey" | "intoKey" | "state" | "failure">>(
    await statement(
      shards.DB_CITY,
      sql`SELECT from_key AS "fromKey", into_key AS "intoKey", state, failure FROM joins
          WHERE number IN (SELECT value FROM json_each(${JSON.stringify(own)}))`,
    ).all(),
  );
  if (joins.length !== own.length) return undefined;
  const heads = await headsOf(
    shards,
    joins.flatMap(({ fromKey, intoKey }) => [fromKey, intoKey]),
  );
  const isSpared = joins.every(
    ({ state, failure, intoKey }) =>
      state === "open" && waitsForObjection(failure) && heads.get(intoKey) === subjectKey,
  );
  if (!isSpared) return undefined;
  const given = await Promise.all(
    joins.map(async ({ fromKey }) => givenUnder(shards, heads.get(fromKey) ?? fromKey, policy)),
  );
  // Whoever has left meanwhile has taken along what was given.
  if (given.includes(undefined)) return undefined;
  return { joins: own, given: given.flatMap((periods) => periods ?? []) };
}

async function givenUnder(
  shards: Shards,
  fromKey: string,
  policy: string,
): Promise<string[] | undefined> {
  const db = databaseOf(shards, shardOf(fromKey));
  const [left, periods] = await db.batch([
    statement(db, sql`SELECT 1 FROM successors WHERE subject_key = ${fromKey}`),
    statement(
      db,
      sql`SELECT period FROM entitlements WHERE subject_key = ${fromKey} AND policy = ${policy} AND state IN (
            'fulfilling', 'fulfilled', 'payment-returned', 'suspended', 'recovering', 'recovered', 'redirected')
          UNION SELECT period FROM reported_cases WHERE subject_key = ${fromKey} AND policy = ${policy}`,
    ),
  ]);
  if (rowsOf(left).length > 0) return undefined;
  return rowsOf<{ period: string }>(periods).map(({ period }) => period);
}
