import type { Circumstances } from "#shared/judging/decide.ts";
import type { Outcome } from "#shared/outbox/consume-hints.ts";
import type { Task } from "#shared/outbox/task.ts";
import { type Following, refreshCopies } from "#shared/relatives/refresh-copies.ts";
import type { Env } from "./env.ts";

/** A subject has a new relative ("follow"), or a fact of somebody changed who is followed ("copy"). */
export const isRefresh = ({ kind }: Task): boolean => kind === "follow" || kind === "copy";

/** Each task stands on the shard of its cause: that of the follower, or that of the other one. */
const followingOf = ({ kind, subjectKey, reference }: Task): Following =>
  kind === "follow"
    ? { followerKey: subjectKey, otherKey: reference }
    : { followerKey: reference, otherKey: subjectKey };

/** Brings the copies up to date that these tasks are about; a failure is that of its follower's tasks only. */
export async function refreshTasks(
  env: Env,
  tasks: readonly Task[],
  circumstances: () => Promise<Circumstances>,
): Promise<readonly Outcome[]> {
  if (tasks.length === 0) return [];
  const failures = await refreshCopies(env, tasks.map(followingOf), await circumstances());
  return tasks.map((task): Outcome => {
    const failure = failures.get(followingOf(task).followerKey);
    return failure === undefined ? { task, end: "settled" } : { task, end: "failed", failure };
  });
}
