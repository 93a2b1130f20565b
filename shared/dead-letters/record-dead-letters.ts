import { sql } from "drizzle-orm";
import { deadLetters } from "#shared/db/city.schema.ts";
import { statement, targetsOf, valuesOf } from "#shared/db/statement.ts";

export interface DeadLetter {
  /** The same letter again keeps its id: it is recorded once, and a later failure opens it again. */
  readonly id: string;
  readonly queue: string;
  readonly body: unknown;
  readonly reason: string;
}

/** Keeps what could not be settled, for operations to look at and to replay. */
export async function recordDeadLetters(
  city: D1Database,
  letters: readonly DeadLetter[],
  now: Date,
): Promise<void> {
  const rows = letters.map((letter) => ({
    ...letter,
    body: JSON.stringify(letter.body ?? null),
    recordedAt: now.getTime(),
    replayedAt: null,
    replayedBy: null,
  }));
  await statement(
    city,
    sql`INSERT INTO dead_letters (${targetsOf(deadLetters)}) SELECT ${valuesOf(deadLetters)}
        FROM json_each(${JSON.stringify(rows)}) WHERE 1
        ON CONFLICT (id) DO UPDATE SET reason = excluded.reason, recorded_at = excluded.recorded_at,
          replayed_at = NULL, replayed_by = NULL`,
  ).run();
}
