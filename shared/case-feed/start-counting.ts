import { sql } from "drizzle-orm";
import { addDays, civilDate, type CivilDate } from "#shared/calendar/civil-date.ts";
import { shanghaiDay, shanghaiHour, startOfShanghaiDay } from "#shared/calendar/shanghai.ts";
import { caseCounts } from "#shared/db/city.schema.ts";
import { databaseOf, keyOnShard, shardCount, type Shards } from "#shared/db/shards.ts";
import { columnsOf, rowsOf, statement, targetsOf, valuesOf } from "#shared/db/statement.ts";
import { sendHints } from "#shared/outbox/send-hints.ts";
import { storeTasks } from "#shared/outbox/store-tasks.ts";
import { newTask } from "#shared/outbox/task.ts";
import type { QueueBindings } from "#shared/queues.ts";

/** One day as it was counted, by us and by the platform. */
export type StoredCounts = typeof caseCounts.$inferSelect;

/** The hour in Shanghai from which the day before is counted: whatever was under way at midnight is finished. */
const firstHour = 1;

/** The days that are made up for after runs were missed. */
const mostDaysBack = 7;

/**
 * Once a day, has the steps of the day before counted and held against the platform's figures; once it has an endpoint. A
 * run that breaks off is made up for by the next; counting twice comes to the same.
 */
export async function startCounting(
  stores: Shards & QueueBindings & { readonly DB_CITY: D1Database },
  now: Date,
): Promise<void> {
  if (shanghaiHour(now) < firstHour) return;
  const { DB_CITY } = stores;
  const yesterday = addDays(shanghaiDay(now), -1);
  const [endpoints, counted] = await DB_CITY.batch([
    statement(DB_CITY, sql`SELECT 1 AS one FROM endpoints WHERE purpose = 'cases' LIMIT 1`),
    statement(DB_CITY, sql`SELECT max(day) AS day FROM case_counts`),
  ]);
  if (rowsOf(endpoints).length === 0) return;
  const last = rowsOf<{ day: string | null }>(counted)[0]?.day ?? null;
  const first = last === null ? yesterday : addDays(civilDate(last), 1);
  const oldest = addDays(yesterday, -mostDaysBack);
  for (let day = first > oldest ? first : oldest; day <= yesterday; day = addDays(day, 1)) {
    const subjectKey = keyOnShard(0);
    const task = newTask(
      { topic: "notify", kind: "case-counts", subjectKey, policy: "", reference: day, dueAt: now },
      now,
    );
    // The days that runs have missed, one after the other; there are seldom any.
    // oxlint-disable no-await-in-loop
    await storeTasks(stores.DB_0, [task]).run();
    await storeCounts(DB_CITY, { ...uncounted, day, countedAt: now.getTime() });
    await sendHints(stores, [task]);
    // oxlint-enable no-await-in-loop
  }
}

const uncounted = { ours: "[]", theirs: null, marks: "[]", agreedAt: null } as const;

export async function storeCounts(city: D1Database, counts: StoredCounts): Promise<void> {
  await statement(
    city,
    sql`INSERT INTO case_counts (${targetsOf(caseCounts)}) SELECT ${valuesOf(caseCounts)}
        FROM json_each(${JSON.stringify([counts])}) WHERE 1
        ON CONFLICT (day) DO UPDATE SET ours = excluded.ours, theirs = excluded.theirs, marks = excluded.marks,
          counted_at = excluded.counted_at, agreed_at = excluded.agreed_at`,
  ).run();
}

/**
 * The day as it was counted last, and of each shard an entry of the audit from before it; none where no earlier day was
 * counted before this one began.
 */
export async function findCounts(
  city: D1Database,
  day: CivilDate,
): Promise<{ readonly counted: StoredCounts | undefined; readonly after: readonly number[] }> {
  const rows = rowsOf<StoredCounts>(
    await statement(
      city,
      sql`SELECT ${columnsOf(caseCounts)} FROM case_counts WHERE day BETWEEN ${addDays(day, -7)} AND ${day} ORDER BY day DESC`,
    ).all(),
  );
  const begins = startOfShanghaiDay(day).getTime();
  const [, ...after] =
    rows.map(({ marks }) => marksOf(marks)).find(([at = Infinity]) => at <= begins) ?? [];
  return { counted: rows.find((one) => civilDate(one.day) === day), after };
}

/** Whether steps until the end of a day have not arrived at the platform yet. */
export async function isFeedBehind(shards: Shards, day: CivilDate, now: Date): Promise<boolean> {
  const until = startOfShanghaiDay(addDays(day, 1)).getTime();
  const soon = now.getTime() + 25 * 3_600_000;
  const behind = await Promise.all(
    Array.from({ length: shardCount }, async (_, shard) => {
      const db = databaseOf(shards, shard);
      const found = await statement(
        db,
        sql`SELECT 1 AS one WHERE EXISTS (SELECT 1 FROM audit
              WHERE seq > (SELECT told_seq FROM case_feed) AND at < ${until})
            OR EXISTS (SELECT 1 FROM outbox WHERE due_at <= ${soon} AND topic = 'notify' AND kind = 'case')`,
      ).all();
      return rowsOf(found).length > 0;
    }),
  );
  return behind.includes(true);
}

/** Guarantee: `storeCounts` wrote it, and the column has no other writer. */
function marksOf(text: string): number[] {
  return JSON.parse(text) as number[];
}
