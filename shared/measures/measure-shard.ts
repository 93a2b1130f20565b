import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import type { gaps } from "#shared/db/city.schema.ts";
import type { Found } from "#shared/omissions/difference.ts";
import { judgeShard, type JudgedShard } from "./judge-shard.ts";
import type { StoredMeasure } from "./read-newest-measures.ts";
import type { Measured, Settled } from "./read-settled.ts";

/** What one shard tells of a policy. */
export interface ShardMeasure {
  readonly policy: string;
  readonly measures: readonly StoredMeasure[];
  readonly gaps: readonly (typeof gaps.$inferSelect)[];
  /** What was left out, for it is about to be judged again. */
  readonly pending: number;
  readonly differences: readonly Found[];
}

/**
 * Measures a policy on one shard, as of now: whole tables are read, nothing is written. A policy that is given once for
 * each relative is measured by subjects all the same: whoever has it for one of them is entitled.
 */
export async function measureShard(
  db: D1Database,
  shard: number,
  { policy, stage }: Measured,
  settled: Settled,
  { now, complete }: { readonly now: Date; readonly complete: ReadonlySet<string> },
): Promise<ShardMeasure> {
  const on = shanghaiDay(now);
  const judged = await judgeShard(db, policy, { on, complete }, stage);
  const pending = settled.pending + (judged.isAllJudged ? 0 : 1);
  const place = { policy: policy.id, day: on, shard };
  const { coverage } = settled;
  return {
    policy: policy.id,
    pending,
    differences: judged.differences,
    measures: byDistrict(judged, settled).map((counts) => ({
      ...place,
      ...counts,
      stage: stage.number,
      measuredAt: now.getTime(),
      // Of the shard as a whole; it stands where the district is not known.
      pending: counts.district === "" ? pending : 0,
    })),
    gaps: [...new Set([...coverage.keys(), ...judged.missing.keys()])].map((fact) => ({
      ...place,
      fact,
      people: judged.missing.get(fact) ?? 0,
      ...(coverage.get(fact) ?? { known: 0, subjects: 0 }),
    })),
  };
}

type OfDistrict = Omit<
  StoredMeasure,
  "policy" | "day" | "shard" | "stage" | "measuredAt" | "pending"
>;

/** One row for each district of which there is anything to tell, and always one for ''. */
function byDistrict(
  judged: JudgedShard,
  { entitled, instructed, objected, waits }: Settled,
): OfDistrict[] {
  const { counted, omitted, unfounded } = judged;
  const districts = new Set([
    "",
    ...[...counted, ...entitled, ...instructed, ...objected, ...waits].map(
      ({ district }) => district,
    ),
    ...omitted.keys(),
    ...unfounded.keys(),
  ]);
  return [...districts].map((district) => {
    const of = <Row extends { readonly district: string }>(rows: readonly Row[]): Row | undefined =>
      rows.find((row) => row.district === district);
    return {
      district,
      eligible: of(counted)?.eligible ?? 0,
      unknown: of(counted)?.unknown ?? 0,
      amountFen: of(counted)?.amountFen ?? 0,
      entitled: of(entitled)?.entitled ?? 0,
      omitted: omitted.get(district) ?? 0,
      unfounded: unfounded.get(district) ?? 0,
      benefited: of(entitled)?.benefited ?? 0,
      paidFen: of(instructed)?.paidFen ?? 0,
      settled: of(instructed)?.settled ?? 0,
      failed: of(instructed)?.failed ?? 0,
      objections: of(objected)?.objections ?? 0,
      waits: JSON.stringify(
        Object.fromEntries(
          waits.filter((row) => row.district === district).map(({ days, count }) => [days, count]),
        ),
      ),
    };
  });
}
