import { sql } from "drizzle-orm";
import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { databaseOf, shardCount, type Shards } from "#shared/db/shards.ts";
import { rowsOf, statement } from "#shared/db/statement.ts";
import type { StoredScan } from "./scan.ts";

/** What a device has told of days without network: how often it granted what, by "day policy", and under which receipts. */
export interface DeviceDays {
  readonly times: Map<string, number>;
  readonly receipts: Set<string>;
}

export async function countDeviceDays(
  shards: Shards,
  venue: string,
  device: string,
  days: readonly CivilDate[],
): Promise<DeviceDays> {
  const found = await Promise.all(
    Array.from({ length: shardCount }, async (_, shard) => {
      const db = databaseOf(shards, shard);
      const rows = await statement(
        db,
        sql`SELECT day, policy, receipt FROM scans
            WHERE day IN (SELECT value FROM json_each(${JSON.stringify(days)})) AND venue = ${venue}
              AND device = ${device} AND offline = 1 AND verdict IN ('granted', 'conflict')`,
      ).all();
      return rowsOf<Pick<StoredScan, "day" | "policy" | "receipt">>(rows);
    }),
  );
  const times = new Map<string, number>();
  for (const { day, policy } of found.flat()) {
    const name = `${day} ${policy ?? ""}`;
    times.set(name, (times.get(name) ?? 0) + 1);
  }
  return { times, receipts: new Set(found.flat().map(({ receipt }) => receipt)) };
}
