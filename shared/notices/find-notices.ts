import { sql } from "drizzle-orm";
import { notices } from "#shared/db/shard.schema.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import type { Notice } from "./store-notice.ts";

/** Messages of one shard by their ids. */
export async function findNotices(
  db: D1Database,
  ids: readonly string[],
): Promise<Map<string, Notice>> {
  if (ids.length === 0) return new Map();
  const rows = await statement(
    db,
    sql`SELECT ${columnsOf(notices)} FROM ${notices} WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
  ).all();
  return new Map(rowsOf<Notice>(rows).map((row) => [row.id, row]));
}
