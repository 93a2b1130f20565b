import { sql } from "drizzle-orm";
import { byShard, databaseOf, type Shards } from "#shared/db/shards.ts";
import { rowsOf, statement } from "#shared/db/statement.ts";

/** Whom a subject has become. */
interface Successor {
  readonly subjectKey: string;
  readonly successorKey: string;
}

/**
 * Whom each of these subjects has become through joins, one after the other, to the last; most are still themselves.
 * One round trip, and one more for each join on the way.
 */
export async function headsOf(
  shards: Shards,
  keys: Iterable<string>,
): Promise<ReadonlyMap<string, string>> {
  const heads = new Map([...keys].map((key) => [key, key]));
  let asked = [...heads.keys()];
  while (asked.length > 0) {
    // Each look starts where the one before ended; a subject never becomes one that it has been.
    // oxlint-disable-next-line no-await-in-loop
    const found = await successorsOf(shards, asked);
    const next = new Map(found.map((row) => [row.subjectKey, row.successorKey]));
    for (const [key, head] of heads) heads.set(key, next.get(head) ?? head);
    asked = [...new Set(next.values())];
  }
  return heads;
}

async function successorsOf(shards: Shards, keys: readonly string[]): Promise<Successor[]> {
  const found = await Promise.all(
    byShard(keys, (key) => key).map(async ([shard, ofShard]) =>
      statement(
        databaseOf(shards, shard),
        sql`SELECT subject_key AS "subjectKey", successor_key AS "successorKey" FROM successors
            WHERE subject_key IN (SELECT value FROM json_each(${JSON.stringify(ofShard)}))`,
      ).all(),
    ),
  );
  return found.flatMap((result) => rowsOf<Successor>(result));
}
