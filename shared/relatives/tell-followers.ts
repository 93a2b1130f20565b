import { newTask, type Task } from "#shared/outbox/task.ts";
import type { Profile } from "#shared/profiles/profile.ts";
import type { ReadableTimeline } from "#shared/profiles/timeline.ts";

/** Who must hear when one of these facts changes, named without a period. */
export interface Follower {
  readonly followerKey: string;
  readonly facts: readonly string[];
}

/** A task for each follower of a fact whose timeline has changed in what is copied. */
export function tellFollowers(
  followers: readonly Follower[],
  before: Profile["sources"],
  { subjectKey, sources }: Profile,
  now: Date,
): Task[] {
  if (followers.length === 0 || before === sources) return [];
  const changed = new Set(
    Object.entries(sources).flatMap(([name, timeline]) =>
      saysTheSame(before[name] ?? [], timeline) ? [] : (name.split("@")[0] ?? name),
    ),
  );
  const task = { topic: "sweep", kind: "copy", subjectKey, policy: "", dueAt: now } as const;
  return followers
    .filter(({ facts }) => facts.some((fact) => changed.has(fact)))
    .map(({ followerKey }) => newTask({ ...task, reference: followerKey }, now));
}

/** Which event said so is not copied; when it was last observed is, for an explanation tells it. */
function saysTheSame(before: ReadableTimeline, after: ReadableTimeline): boolean {
  return textOf(before) === textOf(after);
}

const textOf = (timeline: ReadableTimeline): string =>
  JSON.stringify(timeline.map(({ from, at, by, reports }) => [from, at, by, reports]));
