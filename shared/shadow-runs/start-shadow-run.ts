import { sql } from "drizzle-orm";
import { shadowRuns } from "#shared/db/shadow-runs.schema.ts";
import { databaseOf, shardCount, type Shards } from "#shared/db/shards.ts";
import { statement, targetsOf, valuesOf } from "#shared/db/statement.ts";
import { sendHints } from "#shared/outbox/send-hints.ts";
import { storeTasks } from "#shared/outbox/store-tasks.ts";
import type { QueueBindings } from "#shared/queues.ts";
import { randomId } from "#shared/sealing/digest.ts";
import { type ShadowRun, shadowTask } from "./shadow-run.ts";

/** Has every shard compare a policy with another system; gives the run's id. */
export async function startShadowRun(
  stores: Shards & QueueBindings & { readonly DB_CITY: D1Database },
  asked: Omit<ShadowRun, "id" | "requestedAt">,
  now: Date,
): Promise<ShadowRun> {
  const run: ShadowRun = { ...asked, id: randomId(), requestedAt: now.getTime() };
  await statement(
    stores.DB_CITY,
    sql`INSERT INTO shadow_runs (${targetsOf(shadowRuns)}) SELECT ${valuesOf(shadowRuns)}
        FROM json_each(${JSON.stringify([run])})`,
  ).run();
  await Promise.all(
    Array.from({ length: shardCount }, async (_, shard) => {
      const task = shadowTask(shard, run, now);
      await storeTasks(databaseOf(stores, shard), [task]).run();
      await sendHints(stores, [task]);
    }),
  );
  return run;
}
