import { sql } from "drizzle-orm";
import { adjustments } from "#shared/db/adjustments.schema.ts";
import { databaseOf, shardCount, type Shards } from "#shared/db/shards.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import type { Adjustment } from "./adjustment.ts";

/** At most so many of each shard. */
const most = 500;

/** The recoveries of these policies, the newest first: those that are still open, or all. */
export async function listRecoveries(
  shards: Shards,
  policies: readonly string[],
  isOpen: boolean,
): Promise<Adjustment[]> {
  const named = sql`policy IN (SELECT value FROM json_each(${JSON.stringify(policies)}))`;
  const states = isOpen ? sql`state IN ('found', 'announced', 'demanded')` : sql`state <> 'void'`;
  const found = await Promise.all(
    Array.from({ length: shardCount }, async (_, shard) =>
      statement(
        databaseOf(shards, shard),
        sql`SELECT ${columnsOf(adjustments)} FROM adjustments WHERE kind = 'recovery' AND ${named} AND ${states}
            ORDER BY found_at DESC LIMIT ${most}`,
      ).all(),
    ),
  );
  return found
    .flatMap((result) => rowsOf<Adjustment>(result))
    .toSorted((a, b) => b.foundAt - a.foundAt);
}
