import { sql, type SQL } from "drizzle-orm";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { measures } from "#shared/db/city.schema.ts";
import { shardCount } from "#shared/db/shards.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import { policies } from "#shared/policies/index.ts";
import {
  type Counts,
  type Measure,
  type MeasuredDistrict,
  type Measures,
  summed,
} from "./measure.ts";

export type StoredMeasure = typeof measures.$inferSelect;

/** A query of (policy, day): the newest day on which all shards measured it. */
export function newestDays(ids: readonly string[]): SQL {
  return sql`SELECT one.value AS policy, (SELECT m.day FROM policy_measures AS m WHERE m.policy = one.value
      GROUP BY m.day HAVING count(DISTINCT m.shard) >= CAST(${shardCount} AS INTEGER)
      ORDER BY m.day DESC LIMIT 1) AS day
    FROM json_each(${JSON.stringify(ids)}) AS one`;
}

/** The statement that reads the newest complete measure of each of these policies. */
export function selectNewestMeasures(
  city: D1Database,
  ids: readonly string[],
): D1PreparedStatement {
  return statement(
    city,
    sql`SELECT ${columnsOf(measures)} FROM policy_measures
        WHERE (policy, day) IN (${newestDays(ids)}) ORDER BY policy, shard, district`,
  );
}

export function measuresFrom(rows: readonly StoredMeasure[]): Measures {
  return new Map(
    [...Map.groupBy(rows, ({ policy }) => policy)].flatMap(
      ([policy, group]): [string, Measure][] => {
        const [first] = group;
        if (first === undefined) return [];
        const districts = Map.groupBy(group, ({ district }) => districtFrom(district));
        const byDistrict = new Map(
          [...districts].map(([district, parts]) => [district, summed(parts.map(countsOf))]),
        );
        const isOneStage = group.every(({ stage }) => stage === first.stage);
        return [
          [
            policy,
            {
              policy,
              day: civilDate(first.day),
              stage: isOneStage ? first.stage : undefined,
              ...summed([...byDistrict.values()]),
              byDistrict,
            },
          ],
        ];
      },
    ),
  );
}

/**
 * The newest complete measure of every policy, summed over the shards: as a whole and by district. One
 * statement. A figure of a small group is for staff alone; what is published hides it.
 */
export async function readNewestMeasures(
  city: D1Database,
  ids: readonly string[] = policies.map(({ id }) => id),
): Promise<Measures> {
  return measuresFrom(rowsOf<StoredMeasure>(await selectNewestMeasures(city, ids).all()));
}

function countsOf({ waits, ...row }: StoredMeasure): Counts {
  return { ...row, waits: waitsFrom(waits) };
}

/** Guarantee: `storeMeasures` wrote it, and the column has no other writer. */
function waitsFrom(text: string): Counts["waits"] {
  const waits = JSON.parse(text) as Record<string, number>;
  return new Map(Object.entries(waits).map(([days, count]) => [Number(days), count]));
}

/** Guarantee: `storeMeasures` wrote it, and the column has no other writer. */
function districtFrom(text: string): MeasuredDistrict {
  return text as MeasuredDistrict;
}
