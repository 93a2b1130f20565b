import { sql } from "drizzle-orm";
import { sealMarks } from "#shared/db/city.schema.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";

export type SealMark = typeof sealMarks.$inferSelect;

/** The newest seal of each shard, as the city remembers it. A shard that is behind its mark was restored. */
export async function findSealMarks(city: D1Database): Promise<Map<number, SealMark>> {
  const result = await statement(
    city,
    sql`SELECT ${columnsOf(sealMarks)} FROM seal_marks LIMIT 1024`,
  ).all();
  return new Map(rowsOf<SealMark>(result).map((row) => [row.shard, row]));
}
