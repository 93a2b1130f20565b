import type { Calendar } from "#shared/calendar/calendar.ts";
import { orFailed, type Outcome } from "#shared/outbox/consume-hints.ts";
import type { Task } from "#shared/outbox/task.ts";
import { bringIntoLine } from "#shared/publicity/bring-into-line.ts";
import type { Env } from "./env.ts";

/** A list must appear, close, or be looked at because an entitlement on it has changed. */
export const isOfPublicity = ({ kind }: Task): boolean =>
  kind === "publicity" || kind === "publicity-changed";

export async function publicityTasks(
  { DB_CITY }: Env,
  db: D1Database,
  tasks: readonly Task[],
  calendar: () => Promise<Calendar>,
  now: Date,
): Promise<readonly Outcome[]> {
  if (tasks.length === 0) return [];
  const known = await calendar();
  return Promise.all(
    tasks.map(async (task) =>
      orFailed(task, async () => bringIntoLine(DB_CITY, db, task, known, now)),
    ),
  );
}
