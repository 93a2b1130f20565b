import { sql } from "drizzle-orm";
import { entitlements } from "#shared/db/shard.schema.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import type { Entitlement } from "#shared/entitlements/entitlement.ts";
import { fromStored, type StoredEntitlement } from "#shared/entitlements/stored-entitlement.ts";
import { type NewTask, newTask, type Task } from "#shared/outbox/task.ts";
import { nextAttemptAt } from "#shared/outbox/retry-schedule.ts";

/** The task that tells of one case again, as it stands then: it alone did not arrive. */
export function retryCaseTask({ subjectKey, policy, id }: Entitlement, now: Date): Task {
  const dueAt = new Date(nextAttemptAt(now, 1) ?? now.getTime());
  const task: NewTask = { topic: "notify", kind: "case", subjectKey, policy, reference: id, dueAt };
  return newTask(task, now);
}

/** The case that such a task is about; undefined where it has left to another number of the same person. */
export async function findCase(
  db: D1Database,
  { subjectKey, policy, reference }: Task,
): Promise<Entitlement | undefined> {
  const rows = await statement(
    db,
    sql`SELECT ${columnsOf(entitlements)} FROM entitlements
        WHERE subject_key = ${subjectKey} AND policy = ${policy} AND id = ${reference}`,
  ).all();
  return rowsOf<StoredEntitlement>(rows).map(fromStored)[0];
}
