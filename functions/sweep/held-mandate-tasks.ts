import { holdMandate } from "#shared/mandates/hold-mandate.ts";
import { orFailed, type Outcome } from "#shared/outbox/consume-hints.ts";
import type { Task } from "#shared/outbox/task.ts";
import type { Env } from "./env.ts";

/** Whoever was charged with deciding for another is told of it, on another shard. */
export const isHeldMandate = ({ kind }: Task): boolean => kind === "held-mandate";

export async function heldMandateTasks(
  env: Env,
  tasks: readonly Task[],
): Promise<readonly Outcome[]> {
  return Promise.all(
    tasks.map(async (task) =>
      orFailed(task, async () => {
        await holdMandate(env, task);
        return { task, end: "settled" };
      }),
    ),
  );
}
