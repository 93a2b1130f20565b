import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { keyOnShard } from "#shared/db/shards.ts";
import { type NewTask, newTask, type Task } from "#shared/outbox/task.ts";

/** The nightly one is taken again within the hour while anything waits to be judged again. */
export type MeasureOccasion = "nightly" | "asked";

/** The task that has a policy measured on one shard. */
export function measureTask(
  shard: number,
  policy: string,
  occasion: MeasureOccasion,
  now: Date,
): Task {
  const task: NewTask = {
    topic: "sweep",
    kind: "measure",
    subjectKey: keyOnShard(shard),
    policy,
    reference: `${occasion} ${shanghaiDay(now)}`,
    dueAt: now,
  };
  return newTask(task, now);
}

/** On which occasion a task was given, and for which day. */
export function occasionOf({ reference }: Task): { occasion: MeasureOccasion; day: string } {
  const [occasion, day = ""] = reference.split(" ");
  return { occasion: occasion === "nightly" ? "nightly" : "asked", day };
}
