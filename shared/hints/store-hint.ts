import { sql } from "drizzle-orm";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { hints } from "#shared/db/objections.schema.ts";
import { rowsOf, statement, targetsOf, valuesOf } from "#shared/db/statement.ts";
import type { DepartmentId } from "#shared/identity/departments.ts";
import { sendHints } from "#shared/outbox/send-hints.ts";
import { storeTasks } from "#shared/outbox/store-tasks.ts";
import type { QueueBindings } from "#shared/queues.ts";
import { seal } from "#shared/sealing/seal.ts";
import { openWorkItemTask } from "#shared/work-items/work-item-task.ts";

/** An anonymous hint 线索. */
export type Hint = typeof hints.$inferSelect;

/** So many in one hour on one shard: whoever is nobody can be many. */
const mostInAnHour = 60;
const hourMilliseconds = 3_600_000;
/** A handler looks at it within so many working days. */
const triageWorkingDays = 5;

export const hintContext = (id: string): string => `hint ${id}`;

/**
 * Keeps a hint for triage, with a work item; nothing else follows from it, whatever it says.
 *
 * @returns false where there are too many now
 */
export async function storeHint(
  db: D1Database,
  queues: QueueBindings,
  groundsKey: string,
  hint: Omit<Hint, "textSealed" | "receivedAt"> & { readonly text: string },
  owner: DepartmentId | "operations",
  now: Date,
): Promise<boolean> {
  const { id, policy, entry, text } = hint;
  const at = now.getTime();
  const row: Hint = {
    id,
    policy,
    entry,
    textSealed: await seal(groundsKey, hintContext(id), text),
    receivedAt: at,
  };
  const term = { from: shanghaiDay(now), workingDays: triageWorkingDays };
  const task = openWorkItemTask(
    { kind: "hint", reference: id, owner, policy, detail: { entry }, term },
    id,
    now,
  );
  const [stored] = await db.batch([
    statement(
      db,
      sql`INSERT INTO hints (${targetsOf(hints)}) SELECT ${valuesOf(hints)} FROM json_each(${JSON.stringify([row])})
          WHERE (SELECT count(*) FROM hints WHERE received_at > ${at - hourMilliseconds}) < ${mostInAnHour}
          RETURNING id`,
    ),
    storeTasks(db, [task], sql`EXISTS (SELECT 1 FROM hints WHERE id = ${id})`),
  ]);
  if (rowsOf(stored).length === 0) return false;
  await sendHints(queues, [task]);
  return true;
}
