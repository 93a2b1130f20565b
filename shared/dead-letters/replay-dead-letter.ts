import { sql } from "drizzle-orm";
import { databaseOf, shardCount, type Shards } from "#shared/db/shards.ts";
import { deadLetters } from "#shared/db/city.schema.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import { type Sendable, sendHints } from "#shared/outbox/send-hints.ts";
import { hintSchema, type QueueBindings } from "#shared/queues.ts";
import { endDeadLetters } from "./end-dead-letters.ts";
import type { KeptLetter } from "./list-dead-letters.ts";

export type ReplayResult = "replayed" | "not-found" | "no-hint";

/**
 * Replays a dead letter: its outbox row is due again at once, with its attempts counted anew. Where the row is gone,
 * its work was done meanwhile, and there is nothing left to do. Replaying twice does no more than replaying once.
 */
export async function replayDeadLetter(
  stores: Shards & { readonly DB_CITY: D1Database },
  queues: QueueBindings,
  id: string,
  person: string,
  now: Date,
): Promise<ReplayResult> {
  const letter = rowsOf<KeptLetter>(
    await statement(
      stores.DB_CITY,
      sql`SELECT ${columnsOf(deadLetters)} FROM dead_letters WHERE id = ${id}`,
    ).all(),
  )[0];
  if (letter === undefined) return "not-found";
  const hint = hintSchema.safeParse(JSON.parse(letter.body));
  if (!hint.success || hint.data.shard >= shardCount) return "no-hint";
  if (letter.replayedAt !== null) return "replayed";
  const { shard, id: taskId } = hint.data;
  const revived = await statement(
    databaseOf(stores, shard),
    sql`UPDATE outbox SET due_at = ${now.getTime()}, attempts = 0, failure = NULL, relayed_at = ${now.getTime()}
        WHERE id = ${taskId}
        RETURNING topic, subject_key AS "subjectKey", due_at AS "dueAt", id`,
  ).all();
  await sendHints(queues, rowsOf<Sendable>(revived));
  await endDeadLetters(stores.DB_CITY, [id], person, now);
  return "replayed";
}
