import type { Calendar } from "#shared/calendar/calendar.ts";
import { orFailed, type Outcome } from "#shared/outbox/consume-hints.ts";
import type { Task } from "#shared/outbox/task.ts";
import { closeWorkItems } from "#shared/work-items/close-work-items.ts";
import { openWorkItems } from "#shared/work-items/open-work-items.ts";
import { orderOf } from "#shared/work-items/work-item-task.ts";
import type { Env } from "./env.ts";

/** A shard asks the city to open or close a work item. */
export const isWorkItem = ({ kind }: Task): boolean => kind === "work-item";

export async function workItemTasks(
  { DB_CITY }: Env,
  tasks: readonly Task[],
  calendar: () => Promise<Calendar>,
  now: Date,
): Promise<readonly Outcome[]> {
  if (tasks.length === 0) return [];
  const known = await calendar();
  return Promise.all(
    tasks.map(async (task) =>
      orFailed(task, async () => {
        const order = orderOf(task);
        await ("open" in order
          ? openWorkItems(DB_CITY, [order.open], known, now)
          : closeWorkItems(DB_CITY, [order.close], order.by, order.outcome, now));
        return { task, end: "settled" };
      }),
    ),
  );
}
