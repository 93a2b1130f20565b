import { byShard, databaseOf, type Shards } from "#shared/db/shards.ts";
import { sendHints } from "#shared/outbox/send-hints.ts";
import { storeTasks } from "#shared/outbox/store-tasks.ts";
import { newTask } from "#shared/outbox/task.ts";
import type { QueueBindings } from "#shared/queues.ts";
import { listUnreleased } from "./list-unreleased.ts";

/** Lets payments go on that have just been released, instead of at their next hourly look. */
export async function nudgeReleased(
  shards: Shards,
  queues: QueueBindings,
  endToEndIds: readonly string[],
  policy: string,
  now: Date,
): Promise<void> {
  const released = (await listUnreleased(shards, policy)).filter((one) =>
    endToEndIds.includes(one.endToEndId),
  );
  const tasks = released.map(({ subjectKey }) =>
    newTask(
      { topic: "fulfil", kind: "instruct", subjectKey, policy, reference: "", dueAt: now },
      now,
    ),
  );
  await Promise.all(
    byShard(tasks, ({ subjectKey }) => subjectKey).map(async ([shard, group]) =>
      storeTasks(databaseOf(shards, shard), group).run(),
    ),
  );
  await sendHints(queues, tasks);
}
