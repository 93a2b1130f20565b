import { sql } from "drizzle-orm";
import type { Adjustment } from "#shared/adjustments/adjustment.ts";
import { databaseOf, shardCount, type Shards } from "#shared/db/shards.ts";
import { rowsOf, statement } from "#shared/db/statement.ts";
import { toldPeriod } from "#shared/entitlements/period-of-relative.ts";
import { endToEndId, supplementId } from "#shared/instructions/instruction.ts";

/** A payment that waits for two persons. */
export interface Unreleased {
  readonly endToEndId: string;
  readonly subjectKey: string;
  readonly policy: string;
  /** As they are told outside. */
  readonly periods: readonly string[];
  readonly amountFen: number;
}

/** The payments of a policy that wait for release, at most 500 a shard, supplements among them. */
export async function listUnreleased(shards: Shards, policy: string): Promise<Unreleased[]> {
  const found = await Promise.all(
    Array.from({ length: shardCount }, async (_, shard) =>
      unreleasedOn(databaseOf(shards, shard), policy),
    ),
  );
  return found.flat();
}

async function unreleasedOn(db: D1Database, policy: string): Promise<Unreleased[]> {
  const [waitingRows, owedRows] = await db.batch([
    statement(
      db,
      sql`SELECT subject_key AS "subjectKey", period, attempts, amount_fen AS "amountFen" FROM entitlements
          WHERE policy = ${policy} AND held_because IN ('release-missing', 'daily-cap') AND state = 'awaiting-fulfilment'
          ORDER BY subject_key, period LIMIT 500`,
    ),
    statement(
      db,
      sql`SELECT subject_key AS "subjectKey", period, id, state, attempts, amount_fen AS "amountFen" FROM adjustments
          WHERE policy = ${policy} AND held_because IN ('release-missing', 'daily-cap') AND state IN ('due', 'returned')
          ORDER BY subject_key, period, number LIMIT 500`,
    ),
  ]);
  return [
    ...(await together(
      rowsOf<Waiting>(waitingRows),
      policy,
      async ({ subjectKey, period, attempts }) => endToEndId(subjectKey, policy, period, attempts),
    )),
    ...(await together(rowsOf<Owed>(owedRows), policy, supplementId)),
  ];
}

interface Waiting {
  readonly subjectKey: string;
  readonly period: string;
  readonly attempts: number;
  readonly amountFen: number;
}

type Owed = Waiting & Pick<Adjustment, "id" | "state">;

/** All that waits for one subject is one instruction, named by the first. */
async function together<Row extends Waiting>(
  rows: readonly Row[],
  policy: string,
  idOf: (first: Row) => Promise<string>,
): Promise<Unreleased[]> {
  const bySubject = Map.groupBy(rows, ({ subjectKey }) => subjectKey);
  const instructions = [...bySubject].map(async ([subjectKey, own]) => {
    const [first] = own;
    if (first === undefined) return [];
    const periods = own.map(async ({ period }) => toldPeriod(subjectKey, period));
    return [
      {
        endToEndId: await idOf(first),
        subjectKey,
        policy,
        periods: [...new Set(await Promise.all(periods))],
        amountFen: own.reduce((sum, { amountFen }) => sum + amountFen, 0),
      },
    ];
  });
  return (await Promise.all(instructions)).flat();
}
