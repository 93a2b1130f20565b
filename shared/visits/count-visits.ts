import { sql } from "drizzle-orm";
import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { databaseOf, shardCount, type Shards } from "#shared/db/shards.ts";
import { rowsOf, statement } from "#shared/db/statement.ts";

/** What one clerk did on one day. */
export interface ClerkCount {
  readonly clerk: string;
  readonly department: string;
  readonly visits: number;
  readonly confirmed: number;
  readonly waived: number;
}

/** What each clerk did on a day, those with most decisions first. */
export async function countVisits(shards: Shards, day: CivilDate): Promise<ClerkCount[]> {
  const results = await Promise.all(
    Array.from({ length: shardCount }, async (_, shard) =>
      statement(
        databaseOf(shards, shard),
        sql`SELECT v.clerk, max(v.department) AS department, count(*) AS visits,
              (SELECT count(*) FROM counter_decisions AS d WHERE d.decided_on = ${day} AND d.clerk = v.clerk
                AND d.decision = 'confirm') AS confirmed,
              (SELECT count(*) FROM counter_decisions AS d WHERE d.decided_on = ${day} AND d.clerk = v.clerk
                AND d.decision = 'waive') AS waived
            FROM visits AS v WHERE v.opened_on = ${day} GROUP BY v.clerk`,
      ).all(),
    ),
  );
  const clerks = Map.groupBy(
    results.flatMap((result) => rowsOf<ClerkCount>(result)),
    ({ clerk }) => clerk,
  );
  const sum = (counts: readonly ClerkCount[], of: "visits" | "confirmed" | "waived"): number =>
    counts.reduce((total, one) => total + one[of], 0);
  return [...clerks]
    .map(([clerk, counts]) => ({
      clerk,
      department: counts[0]?.department ?? "",
      visits: sum(counts, "visits"),
      confirmed: sum(counts, "confirmed"),
      waived: sum(counts, "waived"),
    }))
    .toSorted((a, b) => b.confirmed + b.waived - (a.confirmed + a.waived) || b.visits - a.visits);
}
