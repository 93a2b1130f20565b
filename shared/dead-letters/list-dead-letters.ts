import { sql } from "drizzle-orm";
import { deadLetters } from "#shared/db/city.schema.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";

export type KeptLetter = typeof deadLetters.$inferSelect;

/** The dead letters that nobody has replayed yet, the newest first. */
export async function listDeadLetters(city: D1Database): Promise<KeptLetter[]> {
  const result = await statement(
    city,
    sql`SELECT ${columnsOf(deadLetters)} FROM dead_letters WHERE replayed_at IS NULL ORDER BY recorded_at DESC LIMIT 200`,
  ).all();
  return rowsOf<KeptLetter>(result);
}
