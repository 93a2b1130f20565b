import { sql } from "drizzle-orm";
import { gaps, measures } from "#shared/db/city.schema.ts";
import { statement, targetsOf, valuesOf } from "#shared/db/statement.ts";
import type { ShardMeasure } from "./measure-shard.ts";

/** Stores what a shard told of policies on a day, in place of what it told before. */
export async function storeMeasures(
  city: D1Database,
  measured: readonly Pick<ShardMeasure, "measures" | "gaps">[],
): Promise<void> {
  const rows = measured.flatMap((one) => one.measures);
  const places = rows.map(({ policy, day, shard }) => JSON.stringify([policy, day, shard]));
  const keys = `[${[...new Set(places)].join(",")}]`;
  const own = sql`(policy, day, shard) IN (SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(${keys}))`;
  const missing = JSON.stringify(measured.flatMap((one) => one.gaps));
  await city.batch([
    statement(city, sql`DELETE FROM policy_measures WHERE ${own}`),
    statement(city, sql`DELETE FROM policy_gaps WHERE ${own}`),
    statement(
      city,
      sql`INSERT INTO policy_measures (${targetsOf(measures)}) SELECT ${valuesOf(measures)} FROM json_each(${JSON.stringify(rows)})`,
    ),
    statement(
      city,
      sql`INSERT INTO policy_gaps (${targetsOf(gaps)}) SELECT ${valuesOf(gaps)} FROM json_each(${missing})`,
    ),
  ]);
}
