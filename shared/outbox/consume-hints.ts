import { endDeadLetters } from "#shared/dead-letters/end-dead-letters.ts";
import { recordDeadLetters } from "#shared/dead-letters/record-dead-letters.ts";
import { databaseOf, type Shards } from "#shared/db/shards.ts";
import { hintSchema, type Hint, type QueueBindings } from "#shared/queues.ts";
import { findTasks } from "./find-tasks.ts";
import { nextAttemptAt, parkedAt } from "./retry-schedule.ts";
import { type Sendable, sendHints } from "./send-hints.ts";
import { type Continuation, continueTasks, settleTasks, type TaskKey } from "./settle-tasks.ts";
import type { Task } from "./task.ts";

/** What became of a task. `statements` are committed together with it. */
export type Outcome =
  | {
      readonly task: Task;
      readonly end: "settled";
      readonly statements?: readonly D1PreparedStatement[];
    }
  | {
      readonly task: Task;
      readonly end: "continued";
      readonly next: Omit<Continuation, "task" | "attempts" | "failure" | "relayedAt"> & {
        /** Why it has to wait, where it does. */
        readonly failure?: string;
      };
      readonly statements?: readonly D1PreparedStatement[];
    }
  | {
      readonly task: Task;
      readonly end: "failed";
      readonly failure: string;
      /** The work broke off and nobody foresaw it: operations hear of it at once, while it is tried again. */
      readonly isUnforeseen?: boolean;
    };

/** One task's failure is its own: it is tried again by the schedule and holds up no other. */
export async function orFailed(task: Task, work: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await work();
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error);
    return { task, end: "failed", failure, isUnforeseen: true };
  }
}

/** Does the work of one shard's tasks. It may throw: then every message comes again. */
export type Work = (
  shard: number,
  db: D1Database,
  tasks: readonly Task[],
) => Promise<readonly Outcome[]>;

/**
 * Consumes a batch of hints: loads the tasks they point to, works on them, and commits what became of each. Every
 * message is settled by name; a bad one never replays its batch. A hint whose task is gone has been done already.
 */
export async function consumeHints(
  batch: MessageBatch<unknown>,
  stores: Shards & QueueBindings & { readonly DB_CITY: D1Database },
  now: Date,
  work: Work,
): Promise<void> {
  const groups = new Map<number, { message: Message<unknown>; hint: Hint }[]>();
  for (const message of batch.messages) {
    const hint = hintSchema.safeParse(message.body);
    if (!hint.success) {
      console.warn(`${batch.queue}: message ${message.id} is no hint: ${hint.error.message}`);
      message.retry();
      continue;
    }
    const group = groups.get(hint.data.shard) ?? [];
    group.push({ message, hint: hint.data });
    groups.set(hint.data.shard, group);
  }
  await Promise.all(
    [...groups].map(async ([shard, group]) => {
      try {
        const db = databaseOf(stores, shard);
        const tasks = await findTasks(
          db,
          group.map(({ hint }) => hint),
        );
        if (tasks.length > 0) {
          const outcomes = await work(shard, db, tasks);
          await commitOutcomes(shard, db, stores.DB_CITY, now, outcomes);
          await sendHints(
            stores,
            outcomes.flatMap((outcome) => goingOn(outcome, now)),
          );
        }
        for (const { message } of group) message.ack();
      } catch (error) {
        console.warn(
          `${batch.queue}: ${group.length} tasks of shard ${shard} come again: ${String(error)}`,
        );
        for (const { message } of group) message.retry();
      }
    }),
  );
}

async function commitOutcomes(
  shard: number,
  db: D1Database,
  city: D1Database,
  now: Date,
  outcomes: readonly Outcome[],
): Promise<void> {
  const settled: TaskKey[] = [];
  const continued: Continuation[] = [];
  const letters: Continuation[] = [];
  const recovered: Task[] = [];
  const statements: D1PreparedStatement[] = [];
  for (const outcome of outcomes) {
    if (outcome.end !== "failed") {
      statements.push(...(outcome.statements ?? []));
      if (outcome.task.attempts > 0) recovered.push(outcome.task);
    }
    switch (outcome.end) {
      case "settled":
        settled.push(outcome.task);
        break;
      case "continued":
        continued.push({
          task: outcome.task,
          failure: null,
          ...outcome.next,
          attempts: 0,
          relayedAt: outcome.next.dueAt <= now.getTime() ? now.getTime() : null,
        });
        break;
      case "failed": {
        const next = afterFailure(outcome.task, outcome.failure, now);
        continued.push(next);
        if (next.dueAt === parkedAt || outcome.isUnforeseen) letters.push(next);
        break;
      }
    }
  }
  const letterOf = ({ id }: TaskKey): string => `outbox-${shard}-${id}`;
  // A task is parked only after its dead letter is kept, so that nothing waits where nobody looks.
  await recordDeadLetters(
    city,
    letters.map(({ task, topic, failure, dueAt }) => ({
      id: letterOf(task),
      queue: topic,
      body: { shard, dueAt, id: task.id },
      reason: failure ?? "",
    })),
    now,
  );
  await endDeadLetters(city, recovered.map(letterOf), "system:retry", now);
  if (settled.length > 0) statements.push(settleTasks(db, settled));
  if (continued.length > 0) statements.push(continueTasks(db, continued));
  if (statements.length > 0) await db.batch(statements);
}

/** A task that goes on at once as another one needs a hint at once. */
function goingOn(outcome: Outcome, now: Date): Sendable[] {
  if (outcome.end !== "continued" || outcome.next.dueAt > now.getTime()) return [];
  const { subjectKey, id } = outcome.task;
  return [{ topic: outcome.next.topic, subjectKey, dueAt: outcome.next.dueAt, id }];
}

function afterFailure(task: Task, failure: string, now: Date): Continuation {
  const { topic, kind, reference } = task;
  const attempts = task.attempts + 1;
  const dueAt = nextAttemptAt(now, attempts) ?? parkedAt;
  // Guarantee: the row was stored by `newTask`, which takes only known kinds.
  return {
    task,
    topic,
    kind: kind as Continuation["kind"],
    reference,
    attempts,
    failure,
    relayedAt: null,
    dueAt,
  };
}
