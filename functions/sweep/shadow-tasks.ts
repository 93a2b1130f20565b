import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import type { Circumstances } from "#shared/judging/decide.ts";
import { orFailed, type Outcome } from "#shared/outbox/consume-hints.ts";
import type { Task } from "#shared/outbox/task.ts";
import { runTurn } from "#shared/shadow-runs/run-turn.ts";
import type { Env } from "./env.ts";

/** A policy is compared with another system on a shard. */
export const isShadow = ({ kind }: Task): boolean => kind === "shadow";

/** One works, the others wait for the next turn: each reads many profiles. */
export async function shadowTasks(
  { DB_CITY }: Env,
  shard: number,
  db: D1Database,
  tasks: readonly Task[],
  circumstances: () => Promise<Pick<Circumstances, "now" | "complete">>,
): Promise<readonly Outcome[]> {
  const [first, ...others] = tasks;
  if (first === undefined) return [];
  const { now, complete } = await circumstances();
  const setting = { today: shanghaiDay(now), complete };
  const outcome = await orFailed(first, async () =>
    runTurn({ shard, db, city: DB_CITY }, first, setting, now),
  );
  return [outcome, ...others.map((task) => again(task))];
}

function again(task: Task): Outcome {
  const { reference, dueAt } = task;
  return { task, end: "continued", next: { topic: "sweep", kind: "shadow", reference, dueAt } };
}
