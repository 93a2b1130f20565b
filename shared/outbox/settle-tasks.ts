import { sql } from "drizzle-orm";
import { statement } from "#shared/db/statement.ts";
import type { Task, TaskKind, Topic } from "./task.ts";

export type TaskKey = Pick<Task, "dueAt" | "id">;

/** The statement that removes tasks: their effect is committed in the same batch, or was before. */
export function settleTasks(db: D1Database, tasks: readonly TaskKey[]): D1PreparedStatement {
  const keys = JSON.stringify(tasks.map(({ dueAt, id }) => [dueAt, id]));
  return statement(
    db,
    sql`DELETE FROM outbox WHERE (due_at, id) IN (SELECT value ->> 0, value ->> 1 FROM json_each(${keys}))`,
  );
}

/** A task that goes on as another one, later or at once. */
export interface Continuation {
  readonly task: TaskKey;
  readonly topic: Topic;
  readonly kind: TaskKind;
  readonly dueAt: number;
  readonly reference: string;
  readonly attempts: number;
  readonly failure: string | null;
  readonly relayedAt: number | null;
}

/** The statement that turns tasks into what follows from them; a row moved since is left alone. */
export function continueTasks(
  db: D1Database,
  continuations: readonly Continuation[],
): D1PreparedStatement {
  const rows = JSON.stringify(
    continuations.map(({ task, ...next }) => ({ fromDueAt: task.dueAt, id: task.id, ...next })),
  );
  return statement(
    db,
    sql`UPDATE outbox SET due_at = next.value ->> '$.dueAt', topic = next.value ->> '$.topic',
          kind = next.value ->> '$.kind', reference = next.value ->> '$.reference',
          attempts = next.value ->> '$.attempts', failure = next.value ->> '$.failure',
          relayed_at = next.value ->> '$.relayedAt'
        FROM json_each(${rows}) AS next
        WHERE outbox.due_at = next.value ->> '$.fromDueAt' AND outbox.id = next.value ->> '$.id'`,
  );
}
