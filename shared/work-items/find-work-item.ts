import { sql } from "drizzle-orm";
import { workItems } from "#shared/db/city-work.schema.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import type { WorkItem } from "./work-item.ts";

export async function findWorkItem(city: D1Database, id: string): Promise<WorkItem | undefined> {
  const result = await statement(
    city,
    sql`SELECT ${columnsOf(workItems)} FROM work_items WHERE id = ${id} AND owner <> ''`,
  ).all();
  return rowsOf<WorkItem>(result)[0];
}
