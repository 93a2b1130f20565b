import { sql } from "drizzle-orm";
import { byShard, databaseOf, type Shards } from "#shared/db/shards.ts";
import { rowsOf, statement } from "#shared/db/statement.ts";

/** Whom a subject has become. */
interface Successor {
  readonly subjectKey: string;
  readonly successorKey: string;
  readonly arrivedAt: number | null;
}

/** Whom subjects have become through joins, one after the other, to the last. */
export interface Followed {
  /** Of each that was asked for; most are still themselves. */
  readonly heads: ReadonlyMap<string, string>;
  /** Those who have left and have not arrived everywhere. */
  readonly underWay: ReadonlySet<string>;
}

/** One round trip, and one more for each join on the way. */
export async function followJoins(shards: Shards, keys: Iterable<string>): Promise<Followed> {
  const heads = new Map([...keys].map((key) => [key, key]));
  const underWay = new Set<string>();
  let asked = [...heads.keys()];
  while (asked.length > 0) {
    // Each look starts where the one before ended; a subject never becomes one that it has been.
    // oxlint-disable-next-line no-await-in-loop
    const found = await successorsOf(shards, asked);
    const next = new Map(found.map((row) => [row.subjectKey, row]));
    for (const [key, head] of heads) {
      const row = next.get(head);
      if (row === undefined) continue;
      heads.set(key, row.successorKey);
      if (row.arrivedAt === null) underWay.add(key);
    }
    asked = [...new Set(found.map(({ successorKey }) => successorKey))];
  }
  return { heads, underWay };
}

/** Whom each of these subjects has become. */
export async function headsOf(
  shards: Shards,
  keys: Iterable<string>,
): Promise<ReadonlyMap<string, string>> {
  return (await followJoins(shards, keys)).heads;
}

async function successorsOf(shards: Shards, keys: readonly string[]): Promise<Successor[]> {
  const found = await Promise.all(
    byShard(keys, (key) => key).map(async ([shard, ofShard]) =>
      statement(
        databaseOf(shards, shard),
        sql`SELECT subject_key AS "subjectKey", successor_key AS "successorKey", arrived_at AS "arrivedAt"
            FROM successors WHERE subject_key IN (SELECT value FROM json_each(${JSON.stringify(ofShard)}))`,
      ).all(),
    ),
  );
  return found.flatMap((result) => rowsOf<Successor>(result));
}
