import { sql } from "drizzle-orm";
import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { databaseOf, shardCount, type Shards } from "#shared/db/shards.ts";
import { rowsOf, statement } from "#shared/db/statement.ts";

interface DeviceDay {
  readonly venue: string;
  readonly device: string;
  readonly day: string;
  readonly times: number;
}

/**
 * By venue: how often devices without network granted a policy beyond what one may in a day, though each batch by itself
 * was within it. Batches that were told at the same moment on several shards do not see each other; what is paid does.
 */
export async function countBeyondCap(
  shards: Shards,
  policy: string,
  [from, to]: readonly [CivilDate, CivilDate],
  cap: number,
): Promise<ReadonlyMap<string, number>> {
  const found = await Promise.all(
    Array.from({ length: shardCount }, async (_, shard) => {
      const result = await statement(
        databaseOf(shards, shard),
        sql`SELECT venue, device, day, count(*) AS times FROM scans
            WHERE day >= ${from} AND day < ${to} AND policy = ${policy} AND offline = 1 AND verdict = 'granted'
            GROUP BY venue, device, day`,
      ).all();
      return rowsOf<DeviceDay>(result);
    }),
  );
  const beyond = new Map<string, number>();
  const days = Map.groupBy(found.flat(), (one) => JSON.stringify([one.venue, one.device, one.day]));
  for (const rows of days.values()) {
    const times = rows.reduce((sum, one) => sum + one.times, 0);
    const venue = rows[0]?.venue ?? "";
    if (times > cap) beyond.set(venue, (beyond.get(venue) ?? 0) + times - cap);
  }
  return beyond;
}
