import { sql } from "drizzle-orm";
import { byShard, databaseOf, type Shards } from "#shared/db/shards.ts";
import { rowsOf, statement } from "#shared/db/statement.ts";
import { headsOf } from "#shared/subjects/heads.ts";

/** Instructions that went along when their subject was joined with another one: whose they are now, by their ids. */
export async function findForwarded(
  shards: Shards,
  endToEndIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = await Promise.all(
    byShard(endToEndIds, (id) => id).map(async ([shard, ids]) =>
      statement(
        databaseOf(shards, shard),
        sql`SELECT end_to_end_id AS id, successor_key AS key FROM forwarded
            WHERE end_to_end_id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
      ).all(),
    ),
  );
  const rows = found.flatMap((result) => rowsOf<{ id: string; key: string }>(result));
  const heads = await headsOf(
    shards,
    rows.map(({ key }) => key),
  );
  return new Map(rows.map(({ id, key }) => [id, heads.get(key) ?? key]));
}
