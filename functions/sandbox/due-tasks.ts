import { parkedAt } from "#shared/outbox/retry-schedule.ts";

type Shards = Readonly<Record<"DB_0" | "DB_1", D1Database>>;

const shardsOf = ({ DB_0, DB_1 }: Shards): D1Database[] => [DB_0, DB_1];

/** The first retry comes after five seconds; a row that is due by then is not at rest. */
const soonMilliseconds = 6000;

/** How many tasks of all shards are due now or in a moment. */
export async function countDueTasks(shards: Shards, now: Date): Promise<number> {
  const counts = await Promise.all(
    shardsOf(shards).map((db) =>
      db
        .prepare("SELECT count(*) AS due FROM outbox WHERE due_at <= ?")
        .bind(now.getTime() + soonMilliseconds)
        .first<number>("due"),
    ),
  );
  return counts.reduce<number>((sum, due) => sum + (due ?? 0), 0);
}

/**
 * After the clock was set back: makes all tasks due that wait for what has become the future again, and forgets
 * hints sent in that future. Those that failed for good stay where they are parked.
 */
export async function clampDueTasks(shards: Shards, now: Date): Promise<void> {
  await Promise.all(
    shardsOf(shards).map((db) =>
      db
        .prepare(
          `UPDATE outbox SET due_at = min(due_at, ?1), relayed_at = NULL
           WHERE (due_at > ?1 OR relayed_at > ?1) AND due_at < ?2`,
        )
        .bind(now.getTime(), parkedAt)
        .run(),
    ),
  );
}
