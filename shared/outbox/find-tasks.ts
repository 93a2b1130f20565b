import { sql } from "drizzle-orm";
import { outbox } from "#shared/db/shard.schema.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import type { Hint } from "#shared/queues.ts";
import type { Task } from "./task.ts";

/** The tasks that hints of one shard point to; those already settled or put off since are not among them. */
export async function findTasks(db: D1Database, hints: readonly Hint[]): Promise<Task[]> {
  const keys = JSON.stringify(hints.map(({ dueAt, id }) => [dueAt, id]));
  const result = await statement(
    db,
    sql`SELECT ${columnsOf(outbox)} FROM outbox
        WHERE (due_at, id) IN (SELECT value ->> 0, value ->> 1 FROM json_each(${keys}))`,
  ).all();
  return rowsOf<Task>(result);
}
