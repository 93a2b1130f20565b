import type { Circumstances } from "#shared/judging/decide.ts";
import type { Outcome } from "#shared/outbox/consume-hints.ts";
import type { Task } from "#shared/outbox/task.ts";
import { claimingFrom } from "#shared/reservations/claim.ts";
import { settleClaims } from "#shared/reservations/settle-claims.ts";
import type { Env } from "./env.ts";

/** A claim to somebody who counts only once was put forward, was given up, or has moved up. */
export const isReservation = ({ kind }: Task): boolean => kind === "reserve";

/** Settles the claims that these tasks are about; a failure is that of its claimant's tasks only. */
export async function reserveTasks(
  env: Env,
  tasks: readonly Task[],
  circumstances: () => Promise<Circumstances>,
): Promise<readonly Outcome[]> {
  if (tasks.length === 0) return [];
  const claimings = tasks.map(({ reference }) => claimingFrom(reference));
  const failures = await settleClaims(env, claimings, await circumstances());
  return tasks.map((task): Outcome => {
    const failure = failures.get(claimingFrom(task.reference).claimantKey);
    return failure === undefined ? { task, end: "settled" } : { task, end: "failed", failure };
  });
}
