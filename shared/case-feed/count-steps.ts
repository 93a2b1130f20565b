import { sql } from "drizzle-orm";
import { addDays, type CivilDate } from "#shared/calendar/civil-date.ts";
import { startOfShanghaiDay } from "#shared/calendar/shanghai.ts";
import type { CaseCounted } from "#shared/contract/outgoing.schema.ts";
import { databaseOf, shardCount, type Shards } from "#shared/db/shards.ts";
import { rowsOf, statement } from "#shared/db/statement.ts";

export type StepCounts = CaseCounted["counts"];

/** The steps of a day on all shards, and how far each shard's audit had come. */
export interface CountedSteps {
  readonly counts: StepCounts;
  readonly marks: readonly number[];
}

/**
 * Counts the steps that were taken on a day in Shanghai, by policy and state.
 *
 * @param after of each shard, an entry of the audit from before the day: nothing earlier is read
 */
export async function countSteps(
  shards: Shards,
  day: CivilDate,
  after: readonly number[],
): Promise<CountedSteps> {
  const from = startOfShanghaiDay(day).getTime();
  const until = startOfShanghaiDay(addDays(day, 1)).getTime();
  const perShard = await Promise.all(
    Array.from({ length: shardCount }, async (_, shard) => {
      const db = databaseOf(shards, shard);
      const [marks, counted] = await db.batch([
        statement(db, sql`SELECT coalesce(max(seq), 0) AS seq FROM audit`),
        statement(
          db,
          sql`SELECT e.policy, step.value ->> '$.state' AS state, count(*) AS count
              FROM (SELECT DISTINCT subject_key FROM audit
                WHERE seq > ${after[shard] ?? 0} AND at >= ${from} AND at < ${until}) AS moved
              JOIN entitlements AS e ON e.subject_key = moved.subject_key, json_each(e.steps) AS step
              WHERE step.value ->> '$.at' >= ${from} AND step.value ->> '$.at' < ${until} GROUP BY 1, 2`,
        ),
      ]);
      return {
        mark: rowsOf<{ seq: number }>(marks)[0]?.seq ?? 0,
        counts: rowsOf<StepCounts[number]>(counted),
      };
    }),
  );
  return {
    marks: perShard.map(({ mark }) => mark),
    counts: summed(perShard.flatMap(({ counts }) => counts)),
  };
}

/** In an order of their own, so that the same counts are the same text. */
export function summed(counts: StepCounts): StepCounts {
  const groups = Map.groupBy(counts, keyOf);
  return [...groups.values()]
    .flatMap(([first, ...rest]) =>
      first === undefined
        ? []
        : [{ ...first, count: rest.reduce((sum, { count }) => sum + count, first.count) }],
    )
    .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

export const keyOf = ({ policy, state }: StepCounts[number]): string => `${policy} ${state}`;
