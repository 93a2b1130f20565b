import { sql } from "drizzle-orm";
import { databaseOf, shardCount, type Shards } from "#shared/db/shards.ts";
import { rowsOf, statement } from "#shared/db/statement.ts";
import { toldPeriod } from "#shared/entitlements/period-of-relative.ts";
import { endToEndId } from "#shared/instructions/instruction.ts";

/** A payment that waits for two persons. */
export interface Unreleased {
  readonly endToEndId: string;
  readonly subjectKey: string;
  readonly policy: string;
  /** As they are told outside. */
  readonly periods: readonly string[];
  readonly amountFen: number;
}

/** The payments of a policy that wait for release, at most 500 a shard. */
export async function listUnreleased(shards: Shards, policy: string): Promise<Unreleased[]> {
  const found = await Promise.all(
    Array.from({ length: shardCount }, async (_, shard) => {
      const result = await statement(
        databaseOf(shards, shard),
        sql`SELECT subject_key AS "subjectKey", period, attempts, amount_fen AS "amountFen" FROM entitlements
            WHERE policy = ${policy} AND held_because IN ('release-missing', 'daily-cap') AND state = 'awaiting-fulfilment'
            ORDER BY subject_key, period LIMIT 500`,
      ).all();
      return rowsOf<{ subjectKey: string; period: string; attempts: number; amountFen: number }>(
        result,
      );
    }),
  );
  const bySubject = Map.groupBy(found.flat(), ({ subjectKey }) => subjectKey);
  return Promise.all(
    [...bySubject].map(async ([subjectKey, rows]) => ({
      endToEndId: await endToEndId(
        subjectKey,
        policy,
        rows[0]?.period ?? "",
        rows[0]?.attempts ?? 0,
      ),
      subjectKey,
      policy,
      periods: await Promise.all(rows.map(async ({ period }) => toldPeriod(subjectKey, period))),
      amountFen: rows.reduce((sum, { amountFen }) => sum + amountFen, 0),
    })),
  );
}
