import { sql, type SQL } from "drizzle-orm";
import { outbox } from "#shared/db/shard.schema.ts";
import { statement, targetsOf, valuesOf } from "#shared/db/statement.ts";
import type { Task } from "./task.ts";

/** The statement that stores tasks; `condition` may name `value`, the element of the JSON set. */
export function storeTasks(
  db: D1Database,
  tasks: readonly Task[],
  condition: SQL = sql`1`,
): D1PreparedStatement {
  return statement(
    db,
    sql`INSERT INTO outbox (${targetsOf(outbox)}) SELECT ${valuesOf(outbox)}
        FROM json_each(${JSON.stringify(tasks)}) WHERE ${condition}`,
  );
}
