import { sql } from "drizzle-orm";
import { joins } from "#shared/db/city.schema.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import type { Join } from "./join.ts";

/** What waits to be done, in its order. */
export async function listOpenJoins(city: D1Database, most: number): Promise<Join[]> {
  const result = await statement(
    city,
    sql`SELECT ${columnsOf(joins)} FROM joins WHERE state = 'open' ORDER BY number LIMIT CAST(${most} AS INTEGER)`,
  ).all();
  return rowsOf<Join>(result);
}

export async function markDone(city: D1Database, number: number): Promise<void> {
  await statement(
    city,
    sql`UPDATE joins SET state = 'done', failure = NULL WHERE number = ${number} AND state = 'open'`,
  ).run();
}

/** Puts a join off that failed; what it has touched stays held, and later joins of the same subjects wait for it. */
export async function putOff(
  city: D1Database,
  { number, attempts }: Join,
  failure: string,
  nextAt: number,
): Promise<void> {
  await statement(
    city,
    sql`UPDATE joins SET attempts = CAST(${attempts + 1} AS INTEGER), next_at = ${nextAt}, failure = ${failure}
        WHERE number = ${number} AND state = 'open'`,
  ).run();
}
