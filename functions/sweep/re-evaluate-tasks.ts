import type { Circumstances } from "#shared/judging/decide.ts";
import { orFailed, type Outcome } from "#shared/outbox/consume-hints.ts";
import type { Task } from "#shared/outbox/task.ts";
import { reEvaluate } from "#shared/re-evaluation/re-evaluate.ts";
import type { Env } from "./env.ts";

/** A stage or a rule has changed, and a shard's subjects are judged again. */
export const isReEvaluation = ({ kind }: Task): boolean => kind === "re-evaluate";

/** One works, the others wait for the next turn: D1 allows 1,000 statements in one invocation. */
export async function reEvaluateTasks(
  env: Env,
  db: D1Database,
  tasks: readonly Task[],
  circumstances: () => Promise<Circumstances>,
): Promise<readonly Outcome[]> {
  const [first, ...others] = tasks;
  if (first === undefined) return [];
  const outcome = await orFailed(first, async () =>
    reEvaluate(db, env, first, await circumstances()),
  );
  return [outcome, ...others.map((task) => again(task))];
}

function again(task: Task): Outcome {
  const { reference, dueAt } = task;
  return {
    task,
    end: "continued",
    next: { topic: "sweep", kind: "re-evaluate", reference, dueAt },
  };
}
