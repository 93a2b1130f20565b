import { sql } from "drizzle-orm";
import { byShard, databaseOf, shardCount, type Shards } from "#shared/db/shards.ts";
import { rowsOf, statement } from "#shared/db/statement.ts";

/** Who is touched by a join. */
export interface Frozen {
  readonly subjectKey: string;
  readonly number: number;
}

/** From now on nothing new is paid to these subjects, until their joins are done. Repeated, it changes nothing. */
export async function freeze(shards: Shards, frozen: readonly Frozen[]): Promise<void> {
  await Promise.all(
    byShard(frozen, ({ subjectKey }) => subjectKey).map(async ([shard, ofShard]) =>
      statement(
        databaseOf(shards, shard),
        sql`INSERT INTO joining (subject_key, number) SELECT value ->> '$.subjectKey', value ->> '$.number'
            FROM json_each(${JSON.stringify(ofShard)}) WHERE 1 ON CONFLICT DO NOTHING`,
      ).run(),
    ),
  );
}

/** Lets go whom a join no longer touches that is done: it led to the same subject, or a late hand froze once more. */
export async function thaw(shards: Shards, city: D1Database): Promise<void> {
  const all = Array.from({ length: shardCount }, (_, shard) => databaseOf(shards, shard));
  const found = await Promise.all(
    all.map(async (db) =>
      statement(db, sql`SELECT DISTINCT number FROM joining ORDER BY number LIMIT 1000`).all(),
    ),
  );
  const numbers = found.flatMap((result) => rowsOf<{ number: number }>(result));
  if (numbers.length === 0) return;
  const open = rowsOf<{ number: number }>(
    await statement(
      city,
      sql`SELECT number FROM joins WHERE state = 'open'
            AND number IN (SELECT value FROM json_each(${JSON.stringify(numbers.map(({ number }) => number))}))`,
    ).all(),
  );
  const over = new Set(numbers.map(({ number }) => number)).difference(
    new Set(open.map(({ number }) => number)),
  );
  if (over.size === 0) return;
  await Promise.all(
    all.map(async (db) =>
      statement(
        db,
        sql`DELETE FROM joining WHERE number IN (SELECT value FROM json_each(${JSON.stringify([...over])}))`,
      ).run(),
    ),
  );
}
