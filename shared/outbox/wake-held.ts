import { sql } from "drizzle-orm";
import { databaseOf, shardCount, type Shards } from "#shared/db/shards.ts";
import { rowsOf, statement } from "#shared/db/statement.ts";
import type { Hold } from "#shared/entitlements/entitlement.ts";
import type { QueueBindings } from "#shared/queues.ts";
import { type Sendable, sendHints } from "./send-hints.ts";

/** The most tasks that are woken at once; the rest looks again by itself. */
const most = 2000;

/**
 * Lets payments look again at once whose cause of waiting may have ended: a register that was reported, money that
 * was released, a payer that was registered. Without it they look again within the hour, or the next day.
 */
export async function wakeHeld(
  shards: Shards,
  queues: QueueBindings,
  causes: readonly Hold[],
  now: Date,
): Promise<void> {
  try {
    const woken = await Promise.all(
      Array.from({ length: shardCount }, async (_, shard) =>
        statement(
          databaseOf(shards, shard),
          sql`UPDATE outbox SET due_at = ${now.getTime()}, relayed_at = ${now.getTime()}, failure = NULL
            WHERE (due_at, id) IN (SELECT due_at, id FROM outbox
              WHERE failure IN (SELECT value FROM json_each(${JSON.stringify(causes)})) AND due_at > ${now.getTime()}
              LIMIT ${most})
            RETURNING topic, subject_key AS "subjectKey", due_at AS "dueAt", id`,
        ).all(),
      ),
    );
    await sendHints(
      queues,
      woken.flatMap((result) => rowsOf<Sendable>(result)),
    );
  } catch (error) {
    // What ended the hold is committed already, and stays so: the next look finds it.
    console.warn(
      `outbox: held payments were not woken, they look again by themselves: ${String(error)}`,
    );
  }
}
