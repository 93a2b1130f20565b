import { sql } from "drizzle-orm";
import { shanghaiDay, shanghaiHour } from "#shared/calendar/shanghai.ts";
import { databaseOf, shardCount, type Shards } from "#shared/db/shards.ts";
import { statement } from "#shared/db/statement.ts";
import { sendHints } from "#shared/outbox/send-hints.ts";
import { storeTasks } from "#shared/outbox/store-tasks.ts";
import { policies } from "#shared/policies/index.ts";
import type { QueueBindings } from "#shared/queues.ts";
import { type MeasureOccasion, measureTask } from "./measure-task.ts";

/** The hour in Shanghai from which a day is measured: by then most of those have been reviewed who are due at midnight. */
const firstHour = 1;

type Stores = Shards & QueueBindings & { readonly DB_CITY: D1Database };

/**
 * Once a day, has every policy measured on every shard. A run that breaks off is made up for by the next; measuring twice
 * comes to the same.
 *
 * @returns whether it was this run that gave the day's tasks
 */
export async function startMeasuring(stores: Stores, now: Date): Promise<boolean> {
  if (shanghaiHour(now) < firstHour) return false;
  const day = shanghaiDay(now);
  const started = await statement(
    stores.DB_CITY,
    sql`SELECT 1 AS one FROM measure_rounds WHERE day = ${day}`,
  ).first("one");
  if (started !== null) return false;
  await askForMeasures(
    stores,
    policies.map(({ id }) => id),
    "nightly",
    now,
  );
  await statement(
    stores.DB_CITY,
    sql`INSERT INTO measure_rounds (day, started_at) VALUES (${day}, ${now.getTime()}) ON CONFLICT DO NOTHING`,
  ).run();
  return true;
}

/** Has policies measured on every shard now. */
export async function askForMeasures(
  stores: Shards & QueueBindings,
  ids: readonly string[],
  occasion: MeasureOccasion,
  now: Date,
): Promise<void> {
  await Promise.all(
    Array.from({ length: shardCount }, async (_, shard) => {
      const tasks = ids.map((id) => measureTask(shard, id, occasion, now));
      await storeTasks(databaseOf(stores, shard), tasks).run();
      await sendHints(stores, tasks);
    }),
  );
}
