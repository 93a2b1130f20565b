import { sql } from "drizzle-orm";
import { addMonths, civilDate, type CivilDate, firstOfMonth } from "#shared/calendar/civil-date.ts";
import { databaseOf, shardCount, type Shards } from "#shared/db/shards.ts";
import { rowsOf, statement } from "#shared/db/statement.ts";

/** How often a policy was granted at one venue in a month, by how it was. */
export interface VisitCount {
  readonly venue: string;
  readonly online: number;
  readonly offline: number;
  /** Neither granted nor refused. */
  readonly unknown: number;
  /** Granted by a device without network, though it could not have been with one. */
  readonly conflict: number;
  /** Of these, beyond what a device may grant in a day without network. */
  readonly beyondCap: number;
}

type Counted = VisitCount;

/** The days of a month: the first, and the first of the next. */
export function daysOfMonth(month: string): readonly [from: CivilDate, to: CivilDate] {
  const from = civilDate(`${month}-01`);
  return [from, firstOfMonth(addMonths(from, 1))];
}

/** The visits of a policy from a day to before another, by venue; no person is counted, for none is known. */
export async function countVisits(
  shards: Shards,
  policy: string,
  from: CivilDate,
  to: CivilDate,
): Promise<VisitCount[]> {
  const found = await Promise.all(
    Array.from({ length: shardCount }, async (_, shard) => {
      const db = databaseOf(shards, shard);
      const result = await statement(
        db,
        sql`SELECT venue, sum(verdict = 'granted' AND offline = 0) AS online,
              sum(verdict = 'granted' AND offline = 1) AS offline, sum(verdict = 'unknown') AS unknown,
              sum(verdict = 'conflict') AS conflict, sum(because IS 'beyond-cap') AS "beyondCap"
            FROM scans WHERE day >= ${from} AND day < ${to} AND policy = ${policy} GROUP BY venue`,
      ).all();
      return rowsOf<Counted>(result);
    }),
  );
  return [...Map.groupBy(found.flat(), ({ venue }) => venue)]
    .map(([venue, rows]) => rows.reduce(together, { ...nothing, venue }))
    .toSorted((a, b) => (a.venue < b.venue ? -1 : 1));
}

const nothing = { online: 0, offline: 0, unknown: 0, conflict: 0, beyondCap: 0 };

const together = (a: VisitCount, b: VisitCount): VisitCount => ({
  venue: a.venue,
  online: a.online + b.online,
  offline: a.offline + b.offline,
  unknown: a.unknown + b.unknown,
  conflict: a.conflict + b.conflict,
  beyondCap: a.beyondCap + b.beyondCap,
});
