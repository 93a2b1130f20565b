import { rowsOf } from "#shared/db/statement.ts";
import type { Setting } from "#shared/rules/compiled/flat-facts.ts";
import type { Policy, Version } from "#shared/rules/policy.ts";
import { versionOn } from "#shared/rules/versions.ts";
import type { PolicyStage } from "#shared/stages/stage.ts";
import { countOmittedOfShare } from "./count-omitted.ts";
import {
  type CountedRow,
  type DoubtedRow,
  type JudgedRow,
  judgedSql,
  mostDoubted,
} from "./judged-in-sql.ts";
import { countMissing, countUnfounded } from "./one-by-one.ts";

/** What the rule says of a shard, and how that differs from the entitlements of the current period. */
export interface JudgedShard {
  readonly counted: readonly CountedRow[];
  /** By district. */
  readonly omitted: ReadonlyMap<string, number>;
  /** By district. */
  readonly unfounded: ReadonlyMap<string, number>;
  /** By the key of the fact. */
  readonly missing: ReadonlyMap<string, number>;
  /** No doubt was left unexamined. */
  readonly isAllJudged: boolean;
}

const nothingJudged: JudgedShard = {
  counted: [],
  omitted: new Map(),
  unfounded: new Map(),
  missing: new Map(),
  isAllJudged: true,
};

/** Judges a policy for every subject of a shard; on a day without a version nobody is eligible. */
export async function judgeShard(
  db: D1Database,
  policy: Policy,
  setting: Setting,
  stage: PolicyStage,
): Promise<JudgedShard> {
  const version = versionOn(policy, setting.on);
  if (version === undefined) return nothingJudged;
  const rows = rowsOf<JudgedRow>(
    await db.prepare(judgedSql(policy, version, setting, stage)).all(),
  );
  const counted = partOf<CountedRow>(rows, "counts");
  const unknownKeys = partOf<string>(rows, "unknown");
  const doubted = partOf<DoubtedRow>(rows, "doubted");
  const unknown = counted.reduce((sum, row) => sum + row.unknown, 0);
  return {
    counted,
    omitted: await countOmitted(db, policy, version, setting, stage, counted),
    unfounded: await countUnfounded(db, policy, setting.complete, doubted.slice(0, mostDoubted)),
    missing: await countMissing(db, policy, setting, unknownKeys, unknown),
    isAllJudged: doubted.length <= mostDoubted,
  };
}

async function countOmitted(
  db: D1Database,
  policy: Policy,
  version: Version,
  setting: Setting,
  stage: PolicyStage,
  counted: readonly CountedRow[],
): Promise<ReadonlyMap<string, number>> {
  const isByShare =
    stage.stage === "pilot" && stage.pilot !== undefined && "percent" in stage.pilot;
  if (isByShare && policy.period !== "visit")
    return countOmittedOfShare(db, policy, version, setting, stage);
  return new Map(counted.map(({ district, omitted }) => [district, omitted]));
}

/** Guarantee: `judgedSql` makes the rows of each part of this shape. */
function partOf<Row>(rows: readonly JudgedRow[], part: JudgedRow["part"]): Row[] {
  return rows.flatMap((one) => (one.part === part ? [JSON.parse(one.row) as Row] : []));
}
