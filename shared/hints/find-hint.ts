import { sql } from "drizzle-orm";
import { hints } from "#shared/db/objections.schema.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import type { Hint } from "./store-hint.ts";

export async function findHint(db: D1Database, id: string): Promise<Hint | undefined> {
  const result = await statement(
    db,
    sql`SELECT ${columnsOf(hints)} FROM hints WHERE id = ${id}`,
  ).all();
  return rowsOf<Hint>(result)[0];
}
