import { sql } from "drizzle-orm";
import { statement } from "#shared/db/statement.ts";

/** Closes an item because a person says that it is done; false when it was closed before. */
export async function closeByHand(
  city: D1Database,
  id: string,
  person: string,
  outcome: string,
  now: Date,
): Promise<boolean> {
  const { results } = await statement(
    city,
    sql`UPDATE work_items SET closed_at = ${now.getTime()}, closed_by = ${person}, outcome = ${outcome}
        WHERE id = ${id} AND closed_at IS NULL RETURNING id`,
  ).all();
  return results.length > 0;
}
