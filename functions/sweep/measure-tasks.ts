import type { Calendar } from "#shared/calendar/calendar.ts";
import { auditPolicies } from "#shared/omissions/audit-policies.ts";
import { keepDifferences } from "#shared/omissions/keep-differences.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { measureShard, type ShardMeasure } from "#shared/measures/measure-shard.ts";
import { readSettled } from "#shared/measures/read-settled.ts";
import { occasionOf } from "#shared/measures/measure-task.ts";
import { storeMeasures } from "#shared/measures/store-measures.ts";
import { watchFigures } from "#shared/measures/watch-figures.ts";
import { orFailed, type Outcome } from "#shared/outbox/consume-hints.ts";
import type { Task } from "#shared/outbox/task.ts";
import { policyById } from "#shared/policies/index.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { stageOf, type Stages } from "#shared/stages/stage.ts";
import type { Env } from "./env.ts";

/** A policy is to be measured on a shard. */
export const isMeasuring = ({ kind }: Task): boolean => kind === "measure";

interface Measuring {
  readonly now: Date;
  readonly complete: ReadonlySet<string>;
  readonly stages: Stages;
}

/** So many are measured in one turn, the others wait: D1 allows 1,000 statements in one invocation. */
const perTurn = 20;

/** Whoever was due for review at midnight has surely been reviewed by then. */
const againAfterMilliseconds = 3_600_000;

export async function measureTasks(
  env: Env,
  shard: number,
  db: D1Database,
  tasks: readonly Task[],
  circumstances: () => Promise<Measuring>,
  calendar: () => Promise<Calendar>,
): Promise<readonly Outcome[]> {
  if (tasks.length === 0) return [];
  const { now, complete, stages } = await circumstances();
  const turn = tasks.slice(0, perTurn);
  const all = new Map(
    turn
      .flatMap((task) => policyToMeasure(task, now) ?? [])
      .map((policy) => [policy.id, { policy, stage: stageOf(stages, policy.id) }]),
  );
  const settled = await readSettled(db, [...all.values()], now);
  // Whoever asks twice at once is answered once.
  const measured = new Map<string, ShardMeasure>();
  const outcomes: Outcome[] = [];
  for (const task of turn) {
    const work = async (): Promise<Outcome> => {
      const [one, ofOne] = [all.get(task.policy), settled.get(task.policy)];
      if (one === undefined || ofOne === undefined) return { task, end: "settled" };
      const measure =
        measured.get(task.policy) ?? (await measureShard(db, shard, one, ofOne, { now, complete }));
      measured.set(task.policy, measure);
      return outcomeOf(task, measure.pending, now);
    };
    // One after the other: each reads whole tables of the same database.
    // oxlint-disable-next-line no-await-in-loop
    outcomes.push(await orFailed(task, work));
  }
  const today = shanghaiDay(now);
  const listed = [...measured.values()].flatMap((one) =>
    keepDifferences(db, one.policy, one.differences, today),
  );
  if (listed.length > 0) await db.batch(listed);
  await storeMeasures(env.DB_CITY, [...measured.values()]);
  const policies = [...all.values()].map(({ policy }) => policy);
  await watchFigures(env.DB_CITY, policies, now);
  await auditPolicies(env.DB_CITY, policies, stages, calendar, now);
  return [...outcomes, ...tasks.slice(perTurn).map((task) => again(task, task.dueAt))];
}

/** None where it has left the code, or its night is over. */
function policyToMeasure(task: Task, now: Date): Policy | undefined {
  const { occasion, day } = occasionOf(task);
  const isOver = occasion === "nightly" && day !== shanghaiDay(now);
  return isOver ? undefined : policyById(task.policy);
}

/** The night's measure is taken again while anything is left out of it. */
function outcomeOf(task: Task, pending: number, now: Date): Outcome {
  const { occasion, day } = occasionOf(task);
  const next = now.getTime() + againAfterMilliseconds;
  const isSettled = pending === 0 || shanghaiDay(new Date(next)) !== day;
  return occasion === "asked" || isSettled ? { task, end: "settled" } : again(task, next);
}

function again(task: Task, dueAt: number): Outcome {
  const { reference } = task;
  return { task, end: "continued", next: { topic: "sweep", kind: "measure", reference, dueAt } };
}
