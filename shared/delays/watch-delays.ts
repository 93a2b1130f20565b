import { sql } from "drizzle-orm";
import type { Calendar } from "#shared/calendar/calendar.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { delays } from "#shared/db/city-work.schema.ts";
import { databaseOf, shardCount, type Shards } from "#shared/db/shards.ts";
import { rowsOf, statement } from "#shared/db/statement.ts";
import { upsert } from "#shared/db/upsert.ts";
import { keepWorkItems } from "#shared/work-items/keep-work-items.ts";
import { delaysOf } from "./delay.ts";
import { backlogs, dueReleases, latePayments, undecidedCases } from "./late-work.ts";
import { surveyShard } from "./survey-shard.ts";

/** How long a count serves; while anything is late, so that what is done closes soon. */
const usualMilliseconds = 3_600_000;
const whileLateMilliseconds = 600_000;

/**
 * Counts what waits on every shard, when the last count is old or of another day. What is late becomes a work item of
 * whoever has to do it, and is closed when it is done.
 */
export async function watchDelays(
  stores: Shards & { readonly DB_CITY: D1Database },
  calendar: Calendar,
  now: Date,
): Promise<void> {
  const { DB_CITY: city } = stores;
  if (!(await isDue(city, now))) return;
  const today = shanghaiDay(now);
  const shards = Array.from({ length: shardCount }, (_, shard) => shard);
  const surveys = await Promise.all(
    shards.map(async (shard) => surveyShard(databaseOf(stores, shard), now)),
  );
  await keepWorkItems(city, "payment-late", latePayments(surveys, today), calendar, now);
  await keepWorkItems(city, "release-due", dueReleases(surveys), calendar, now);
  await keepWorkItems(city, "case-undecided", undecidedCases(surveys), calendar, now);
  await keepWorkItems(city, "backlog", backlogs(surveys, today), calendar, now);
  const rows = surveys.flatMap((survey, shard) => delaysOf(shard, survey, today, now));
  // Last: what broke off before is done again.
  await upsert(city, delays, [delays.shard, delays.kind], JSON.stringify(rows), sql`1`).run();
}

async function isDue(city: D1Database, now: Date): Promise<boolean> {
  const [counted] = rowsOf<{ at: number | null; late: number }>(
    await statement(
      city,
      sql`SELECT min(counted_at) AS at, (SELECT count(*) FROM work_items
            WHERE kind IN ('payment-late', 'release-due', 'case-undecided', 'backlog') AND closed_at IS NULL) AS late FROM delays`,
    ).all(),
  );
  if (counted === undefined || counted.at === null) return true;
  const age = now.getTime() - counted.at;
  // A clock that was set back makes every count one of the future.
  if (age < 0 || shanghaiDay(new Date(counted.at)) !== shanghaiDay(now)) return true;
  return age >= (counted.late > 0 ? whileLateMilliseconds : usualMilliseconds);
}
