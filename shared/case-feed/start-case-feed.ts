import { sql } from "drizzle-orm";
import { outbox } from "#shared/db/shard.schema.ts";
import { databaseOf, keyOnShard, shardCount, type Shards } from "#shared/db/shards.ts";
import { rowsOf, statement, targetsOf, valuesOf } from "#shared/db/statement.ts";
import { sendHints } from "#shared/outbox/send-hints.ts";
import { newTask } from "#shared/outbox/task.ts";
import type { QueueBindings } from "#shared/queues.ts";

/** Longer than the longest delay between two attempts: a task that waits for its next one is not replaced by another. */
const busyMilliseconds = 26 * 3_600_000;

/** Until when a task goes on telling that works now. */
export const busyUntil = (now: Date): number => now.getTime() + busyMilliseconds;

/**
 * Has every shard tell the one-stop platform of the steps that it has not heard of. Nothing is written where there is
 * nothing new, or a task is at it already; nothing at all before the platform's endpoint is registered.
 */
export async function startCaseFeed(
  stores: Shards & QueueBindings & { readonly DB_CITY: D1Database },
  now: Date,
): Promise<void> {
  const isRegistered = await statement(
    stores.DB_CITY,
    sql`SELECT 1 AS one FROM endpoints WHERE purpose = 'cases' LIMIT 1`,
  ).first("one");
  if (isRegistered === null) return;
  await Promise.all(
    Array.from({ length: shardCount }, async (_, shard) => {
      const db = databaseOf(stores, shard);
      const task = newTask(
        {
          topic: "notify",
          kind: "cases",
          subjectKey: keyOnShard(shard),
          policy: "",
          reference: "",
          dueAt: now,
        },
        now,
      );
      const isDue = sql`busy_until <= ${now.getTime()} AND told_seq < (SELECT coalesce(max(seq), 0) FROM audit)`;
      const [, started] = await db.batch([
        statement(
          db,
          sql`INSERT INTO outbox (${targetsOf(outbox)}) SELECT ${valuesOf(outbox)}
              FROM json_each(${JSON.stringify([task])}) WHERE EXISTS (SELECT 1 FROM case_feed WHERE ${isDue})`,
        ),
        statement(
          db,
          sql`UPDATE case_feed SET busy_until = ${busyUntil(now)} WHERE ${isDue} RETURNING id`,
        ),
      ]);
      if (rowsOf(started).length > 0) await sendHints(stores, [task]);
    }),
  );
}
