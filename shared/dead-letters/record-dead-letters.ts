import { sql } from "drizzle-orm";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { readCalendar } from "#shared/calendars/read-calendar.ts";
import { deadLetters } from "#shared/db/city.schema.ts";
import { statement, targetsOf, valuesOf } from "#shared/db/statement.ts";
import { reopening } from "#shared/work-items/open-work-items.ts";
import type { NewWorkItem } from "#shared/work-items/work-item.ts";
import { workItemOf } from "./end-dead-letters.ts";

export interface DeadLetter {
  /** The same letter again keeps its id: it is recorded once, and a later failure opens it again. */
  readonly id: string;
  readonly queue: string;
  readonly body: unknown;
  readonly reason: string;
}

/** Within so many working days operations must have looked. */
const workingDays = 1;

/** Keeps what could not be settled, for operations to look at and to replay: each is a work item of theirs. */
export async function recordDeadLetters(
  city: D1Database,
  letters: readonly DeadLetter[],
  now: Date,
): Promise<void> {
  if (letters.length === 0) return;
  const items = letters.map(({ id, queue }): NewWorkItem => ({
    ...workItemOf(id),
    owner: "operations",
    policy: "",
    detail: { queue },
    term: { from: shanghaiDay(now), workingDays },
  }));
  const rows = letters.map((letter) => ({
    ...letter,
    body: JSON.stringify(letter.body ?? null),
    recordedAt: now.getTime(),
    replayedAt: null,
    replayedBy: null,
  }));
  const kept = statement(
    city,
    sql`INSERT INTO dead_letters (${targetsOf(deadLetters)}) SELECT ${valuesOf(deadLetters)}
        FROM json_each(${JSON.stringify(rows)}) WHERE 1
        ON CONFLICT (id) DO UPDATE SET reason = excluded.reason, recorded_at = excluded.recorded_at,
          replayed_at = NULL, replayed_by = NULL`,
  );
  const calendar = await readCalendar(city);
  await city.batch([kept, ...(await reopening(city, items, calendar, now, "anybody"))]);
}
