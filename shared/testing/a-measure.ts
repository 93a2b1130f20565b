import { sql } from "drizzle-orm";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { measures } from "#shared/db/city.schema.ts";
import { statement, targetsOf, valuesOf } from "#shared/db/statement.ts";
import type { Measure } from "#shared/measures/measure.ts";
import type { StoredMeasure } from "#shared/measures/read-newest-measures.ts";

/** A measure of 20 November 2026 under the first stage, that found nobody until it is told. */
export function aMeasure(more: Partial<Measure> = {}): Measure {
  return {
    policy: "allowance",
    day: civilDate("2026-11-20"),
    stage: 1,
    eligible: 0,
    unknown: 0,
    amountFen: 0,
    entitled: 0,
    omitted: 0,
    unfounded: 0,
    benefited: 0,
    paidFen: 0,
    settled: 0,
    failed: 0,
    objections: 0,
    pending: 0,
    waits: new Map(),
    byDistrict: new Map(),
    ...more,
  };
}

/** A stored row of it: of shard 0, where the district is not known, until it is told. */
export function aStoredMeasure(more: Partial<StoredMeasure> = {}): StoredMeasure {
  const { byDistrict, waits, ...counts } = aMeasure();
  return { ...counts, shard: 0, district: "", stage: 1, measuredAt: 0, waits: "{}", ...more };
}

/** Stores rows as they are. */
export async function storeMeasures(
  city: D1Database,
  rows: readonly StoredMeasure[],
): Promise<void> {
  await statement(
    city,
    sql`INSERT INTO policy_measures (${targetsOf(measures)}) SELECT ${valuesOf(measures)} FROM json_each(${JSON.stringify(rows)})`,
  ).run();
}
