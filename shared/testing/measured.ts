import { civilDate } from "#shared/calendar/civil-date.ts";
import { shardCount } from "#shared/db/shards.ts";
import type { Gap } from "#shared/measures/gap.ts";
import type { MeasuredDistrict } from "#shared/measures/measure.ts";
import type { StoredMeasure } from "#shared/measures/read-newest-measures.ts";
import { storeMeasures } from "#shared/measures/store-measures.ts";

/** What a day's measuring found of a policy in a district; the rest is nought. */
export type MeasuredCounts = Partial<
  Pick<StoredMeasure, "eligible" | "unknown" | "amountFen" | "entitled" | "benefited" | "paidFen">
> & { readonly waits?: Readonly<Record<number, number>> };

/** A policy is measured on every shard; all that is found is found on the first. */
export async function measured(
  city: D1Database,
  policy: string,
  districts: Readonly<Partial<Record<MeasuredDistrict, MeasuredCounts>>>,
  missing: readonly Pick<Gap, "fact" | "people" | "known" | "subjects">[] = [],
  day = "2026-11-30",
): Promise<void> {
  const found = Object.entries(districts).map(([district, counts]) => ({ district, counts }));
  for (let shard = 0; shard < shardCount; shard += 1) {
    const rows = shard === 0 && found.length > 0 ? found : [{ district: "", counts: {} }];
    const measures = rows.map(({ district, counts }) =>
      rowOf(policy, day, shard, district, counts),
    );
    const gaps = missing.map((gap) => ({
      policy,
      day: civilDate(day),
      shard,
      fact: gap.fact,
      people: shard === 0 ? gap.people : 0,
      known: shard === 0 ? gap.known : 0,
      subjects: shard === 0 ? gap.subjects : 0,
    }));
    await storeMeasures(city, [{ measures, gaps }]);
  }
}

function rowOf(
  policy: string,
  day: string,
  shard: number,
  district: string,
  { waits = {}, ...counts }: MeasuredCounts,
): StoredMeasure {
  return {
    policy,
    day,
    shard,
    district,
    stage: 0,
    measuredAt: Date.parse(`${day}T18:00:00Z`),
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
    ...counts,
    waits: JSON.stringify(waits),
  };
}
