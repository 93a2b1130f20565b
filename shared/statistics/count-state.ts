import { sql } from "drizzle-orm";
import { databaseOf, shardCount, type Shards } from "#shared/db/shards.ts";
import { rowsOf, statement } from "#shared/db/statement.ts";

interface Counted {
  readonly policy: string;
  readonly state: string;
  readonly count: number;
  readonly amountFen?: number;
}

export interface StateCounts {
  readonly policies: readonly { policy: string; met: number; unmet: number; unknown: number }[];
  readonly confirmations: readonly Counted[];
  readonly instructions: readonly Counted[];
  readonly notices: readonly { template: string; count: number }[];
  /** Values that count today. */
  readonly facts: number;
}

/** Counts the state of every shard, for staff: whole tables are read, so it is no request for every page. */
export async function countState(shards: Shards): Promise<StateCounts> {
  const all = await Promise.all(
    Array.from({ length: shardCount }, async (_, shard) => {
      const db = databaseOf(shards, shard);
      return db.batch([
        statement(
          db,
          sql`SELECT v.key AS policy, v.value AS state, count(*) AS count FROM profiles, json_each(profiles.verdicts) AS v GROUP BY 1, 2`,
        ),
        statement(
          db,
          sql`SELECT policy, state, count(*) AS count FROM confirmations GROUP BY 1, 2`,
        ),
        statement(
          db,
          sql`SELECT policy, state, count(*) AS count, coalesce(sum(amount_fen), 0) AS "amountFen" FROM instructions GROUP BY 1, 2`,
        ),
        statement(
          db,
          sql`SELECT template AS policy, 'sent' AS state, count(*) AS count FROM notices GROUP BY 1`,
        ),
        statement(
          db,
          sql`SELECT 'all' AS policy, 'facts' AS state, coalesce(sum((SELECT count(*) FROM json_each(facts) WHERE type <> 'null')), 0) AS count FROM profiles`,
        ),
      ]);
    }),
  );
  const [verdicts = [], confirmations = [], instructions = [], notices = [], facts = []] =
    Array.from({ length: 5 }, (_, index) =>
      summed(all.flatMap((results) => rowsOf<Counted>(results[index]))),
    );
  const countOf = (policy: string, state: string): number =>
    verdicts.find((one) => one.policy === policy && one.state === state)?.count ?? 0;
  return {
    policies: [...new Set(verdicts.map(({ policy }) => policy))].toSorted().map((policy) => ({
      policy,
      met: countOf(policy, "met"),
      unmet: countOf(policy, "unmet"),
      unknown: countOf(policy, "unknown"),
    })),
    confirmations,
    instructions,
    notices: notices.map(({ policy: template, count }) => ({ template, count })),
    facts: facts[0]?.count ?? 0,
  };
}

function summed(rows: readonly Counted[]): Counted[] {
  const groups = Map.groupBy(rows, ({ policy, state }) => `${policy} ${state}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const count = group.reduce((sum, one) => sum + one.count, 0);
    const amountFen = group.reduce((sum, one) => sum + (one.amountFen ?? 0), 0);
    return [
      {
        policy: first.policy,
        state: first.state,
        count,
        ...(first.amountFen === undefined ? {} : { amountFen }),
      },
    ];
  });
}
