import { sql } from "drizzle-orm";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { reEvaluations } from "#shared/db/city.schema.ts";
import { databaseOf, keyOnShard, shardCount, type Shards } from "#shared/db/shards.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import { sendHints } from "#shared/outbox/send-hints.ts";
import { storeTasks } from "#shared/outbox/store-tasks.ts";
import { newTask, type Task } from "#shared/outbox/task.ts";
import { policyById } from "#shared/policies/index.ts";
import type { QueueBindings } from "#shared/queues.ts";
import { type ReEvaluation, referenceOf, type StoredReEvaluation } from "./re-evaluation.ts";

/** A webhook that read the stages before a change is surely finished after this time. */
const settledAfterMilliseconds = 60_000;

/** Which kinds of subjects the changed rules are about stands in the cause: "rules person …". */
export const causeOfRules = (kind: ReEvaluation["kind"], fingerprint: string): string =>
  `rules ${kind} ${fingerprint}`;

/**
 * Gives every re-evaluation that is due to the shards, as one task each. Twice, the second time a minute later, for the
 * sake of webhooks that were under way. A run that breaks off gives it again, which changes nothing.
 */
export async function startReEvaluations(
  stores: Shards & QueueBindings & { readonly DB_CITY: D1Database },
  now: Date,
): Promise<void> {
  const rows = rowsOf<StoredReEvaluation>(
    await statement(
      stores.DB_CITY,
      sql`SELECT ${columnsOf(reEvaluations)} FROM re_evaluations
          WHERE rounds_left = 2 OR (rounds_left = 1 AND created_at < ${now.getTime() - settledAfterMilliseconds}) LIMIT 100`,
    ).all(),
  );
  if (rows.length === 0) return;
  const wanted = rows.flatMap(reEvaluationFrom);
  await Promise.all(
    Array.from({ length: shardCount }, async (_, shard) => {
      const tasks = wanted.map((one) => taskFor(shard, one, now));
      if (tasks.length === 0) return;
      await storeTasks(databaseOf(stores, shard), tasks).run();
      await sendHints(stores, tasks);
    }),
  );
  const done = rows.map(({ policy, cause, roundsLeft }) => [policy, cause, roundsLeft]);
  await statement(
    stores.DB_CITY,
    sql`UPDATE re_evaluations SET rounds_left = rounds_left - 1 WHERE (policy, cause, rounds_left) IN
          (SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(${JSON.stringify(done)}))`,
  ).run();
}

/** Nothing where the policy has left the code: nobody is judged by it any more. */
function reEvaluationFrom({ policy, cause, reopenFrom }: StoredReEvaluation): ReEvaluation[] {
  const kind =
    policy === ""
      ? cause.startsWith("rules person ")
        ? "person"
        : "organisation"
      : policyById(policy)?.subject;
  if (kind === undefined) return [];
  return [
    {
      policy,
      cause,
      kind,
      reopenFrom: reopenFrom === null ? undefined : civilDate(reopenFrom),
      after: "",
    },
  ];
}

function taskFor(shard: number, one: ReEvaluation, now: Date): Task {
  return newTask(
    {
      topic: "sweep",
      kind: "re-evaluate",
      subjectKey: keyOnShard(shard),
      policy: one.policy,
      reference: referenceOf(one),
      dueAt: now,
    },
    now,
  );
}
