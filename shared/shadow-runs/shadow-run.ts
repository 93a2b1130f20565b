import { civilDate, type CivilDate } from "#shared/calendar/civil-date.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import type { shadowFindings, shadowParts, shadowRuns } from "#shared/db/shadow-runs.schema.ts";
import { keyOnShard } from "#shared/db/shards.ts";
import { newTask, type Task } from "#shared/outbox/task.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { type Days, daysOf } from "./judge-period.ts";

/** A policy beside another system for one period: what was asked for. */
export type ShadowRun = typeof shadowRuns.$inferSelect;
export type ShadowPart = typeof shadowParts.$inferSelect;
export type ShadowFinding = typeof shadowFindings.$inferSelect;

/** The days that a run judges; those to come when it was asked for do not count, however long it takes. */
export function daysOfRun(run: ShadowRun, policy: Policy): Days {
  return daysOf(policy, run.period, judgedOnOf(run), shanghaiDay(new Date(run.requestedAt)));
}

export function judgedOnOf({ judgedOn }: ShadowRun): CivilDate | undefined {
  return judgedOn === null ? undefined : civilDate(judgedOn);
}

/** How far a shard has come with a run: the last subject that is done, and how many findings are listed. */
export interface Progress {
  readonly run: string;
  readonly after: string;
  readonly listed: number;
}

/** How the outbox carries it. */
export const referenceOf = ({ run, after, listed }: Progress): string =>
  JSON.stringify([run, after, listed]);

export function progressOf({ reference }: Pick<Task, "reference">): Progress {
  const [run, after, listed] = partsOf(reference);
  return { run, after, listed };
}

/** The task by which a shard begins a run. */
export function shadowTask(shard: number, { id, policy }: ShadowRun, now: Date): Task {
  return newTask(
    {
      topic: "sweep",
      kind: "shadow",
      subjectKey: keyOnShard(shard),
      policy,
      reference: referenceOf({ run: id, after: "", listed: 0 }),
      dueAt: now,
    },
    now,
  );
}

/** Guarantee: `referenceOf` wrote it. */
function partsOf(text: string): [run: string, after: string, listed: number] {
  return JSON.parse(text) as [string, string, number];
}
