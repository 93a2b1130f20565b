import { sql } from "drizzle-orm";
import { visits } from "#shared/db/counter.schema.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import type { Visit } from "./visit.ts";

export async function findVisit(db: D1Database, id: string): Promise<Visit | undefined> {
  const result = await statement(
    db,
    sql`SELECT ${columnsOf(visits)} FROM visits WHERE id = ${id}`,
  ).all();
  return rowsOf<Visit>(result)[0];
}
