import { sql } from "drizzle-orm";
import type { Confirmation } from "#shared/confirmations/confirmation.ts";
import { confirmations } from "#shared/db/shard.schema.ts";
import { databaseOf, shardOf, type Shards } from "#shared/db/shards.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import type { Leaving } from "./join.ts";
import type { Luggage } from "./luggage.ts";

/**
 * On the shard of the one who left, once it has arrived: its links lead to the other one's offers, and what was
 * packed is thrown away. Those who follow it are led on from now on. Repeated, it changes nothing.
 */
export async function finish(
  stores: Shards,
  { fromKey, intoKey }: Leaving,
  luggage: Luggage,
  now: Date,
): Promise<void> {
  const db = databaseOf(stores, shardOf(fromKey));
  const links = JSON.stringify(await linksAfter(stores, intoKey, luggage.confirmations));
  await db.batch([
    statement(
      db,
      sql`UPDATE links SET subject_key = ${intoKey}, generation = next.value ->> 4
          FROM json_each(${links}) AS next WHERE links.subject_key = ${fromKey} AND links.policy = next.value ->> 0
            AND links.commitment = next.value ->> 1 AND links.scope = next.value ->> 2
            AND links.generation = next.value ->> 3`,
    ),
    statement(db, sql`DELETE FROM luggage WHERE subject_key = ${fromKey}`),
    statement(
      db,
      sql`UPDATE successors SET arrived_at = ${now.getTime()} WHERE subject_key = ${fromKey} AND arrived_at IS NULL`,
    ),
  ]);
}

/** The newest offers that were sent to the one who left, and the generation that each has with the other one. */
async function linksAfter(
  shards: Shards,
  intoKey: string,
  left: readonly Confirmation[],
): Promise<(string | number)[][]> {
  const db = databaseOf(shards, shardOf(intoKey));
  const own = rowsOf<Confirmation>(
    await statement(
      db,
      sql`SELECT ${columnsOf(confirmations)} FROM confirmations WHERE subject_key = ${intoKey}`,
    ).all(),
  );
  return left.flatMap(({ policy, commitment, scope, generation }) => {
    const now = own.find(
      (one) => one.policy === policy && one.commitment === commitment && one.scope === scope,
    );
    return now === undefined ? [] : [[policy, commitment, scope, generation, now.generation]];
  });
}
