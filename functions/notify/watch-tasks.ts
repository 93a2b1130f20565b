import { findNotices } from "#shared/notices/find-notices.ts";
import type { Outcome } from "#shared/outbox/consume-hints.ts";
import type { Task } from "#shared/outbox/task.ts";

const hour = 3_600_000;
const againAfter = 6 * hour;
/** A gateway that has said nothing of anybody for so long is broken, and nobody is told anything twice for that. */
const watchedFor = 4 * 24 * hour;

/** It is time to look whether a message has arrived. */
export const isWatch = ({ kind }: Task): boolean => kind === "watch";

/**
 * A message of which the gateway says nothing, while it speaks of others, goes to the next channel. One that has arrived or
 * failed is settled: what follows from a failure has followed already.
 */
export async function watchTasks(
  db: D1Database,
  tasks: readonly Task[],
  reportedAt: number | undefined,
  now: Date,
): Promise<Outcome[]> {
  if (tasks.length === 0) return [];
  const watched = await findNotices(
    db,
    tasks.map(({ reference }) => reference),
  );
  return tasks.map((task): Outcome => {
    const { reference } = task;
    const notice = watched.get(reference);
    if (notice === undefined || notice.receipt !== null) return { task, end: "settled" };
    const next = { topic: "notify", reference } as const;
    if (reportedAt !== undefined && reportedAt > notice.sentAt)
      return { task, end: "continued", next: { ...next, kind: "forward", dueAt: now.getTime() } };
    if (now.getTime() >= notice.sentAt + watchedFor) return { task, end: "settled" };
    const dueAt = now.getTime() + againAfter;
    return { task, end: "continued", next: { ...next, kind: "watch", dueAt } };
  });
}
