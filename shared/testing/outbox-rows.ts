import { sql } from "drizzle-orm";
import { outbox } from "#shared/db/shard.schema.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import type { Task } from "#shared/outbox/task.ts";

/** Every task in a database, the earliest first. */
export async function tasksIn(db: D1Database): Promise<Task[]> {
  return rowsOf<Task>(
    await statement(db, sql`SELECT ${columnsOf(outbox)} FROM outbox ORDER BY due_at, id`).all(),
  );
}
