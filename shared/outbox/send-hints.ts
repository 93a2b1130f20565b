import { shardOf } from "#shared/db/shards.ts";
import type { Hint, QueueBindings } from "#shared/queues.ts";
import type { Task, Topic } from "./task.ts";

/** The most messages that a queue takes at once. */
const most = 100;

function queueOf(queues: QueueBindings, topic: Topic): Queue<Hint> | undefined {
  switch (topic) {
    case "notify":
      return queues.NOTIFY;
    case "fulfil":
      return queues.FULFIL;
    case "sweep":
      return queues.SWEEP;
  }
  return topic satisfies never;
}

export type Sendable = Pick<Task, "topic" | "subjectKey" | "dueAt" | "id">;

/**
 * Sends hints for tasks that are committed. A hint is only a hint: when the queue refuses, the sweep relays the row
 * a minute later, so a failure is reported and never undoes what was committed.
 */
export async function sendHints(queues: QueueBindings, tasks: readonly Sendable[]): Promise<void> {
  for (const topic of ["notify", "fulfil", "sweep"] as const) {
    const queue = queueOf(queues, topic);
    if (queue === undefined) continue;
    const hints = tasks
      .filter((task) => task.topic === topic)
      .map((task) => ({
        body: { shard: shardOf(task.subjectKey), dueAt: task.dueAt, id: task.id },
      }));
    for (let start = 0; start < hints.length; start += most) {
      try {
        // Batches go one after another: the queue limits how much it takes at a time.
        // oxlint-disable-next-line no-await-in-loop
        await queue.sendBatch(hints.slice(start, start + most));
      } catch (error) {
        console.warn(
          `outbox: hints for ${topic} were not taken, the sweep will relay them: ${String(error)}`,
        );
      }
    }
  }
}
