import type { Found } from "#shared/omissions/difference.ts";
import { rowsOf } from "#shared/db/statement.ts";
import type { Setting } from "#shared/rules/compiled/flat-facts.ts";
import { periodOf } from "#shared/rules/period.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { versionOn } from "#shared/rules/versions.ts";
import type { PolicyStage } from "#shared/stages/stage.ts";
import { findOmittedOfShare } from "./find-omitted.ts";
import {
  type CountedRow,
  type DoubtedRow,
  type JudgedRow,
  judgedSql,
  mostDoubted,
  mostListed,
  type OmittedRow,
} from "./judged-in-sql.ts";
import { countedByDistrict, countMissing, findUnfounded } from "./one-by-one.ts";

/** What the rule says of a shard, and how that differs from the entitlements of the current period. */
export interface JudgedShard {
  readonly counted: readonly CountedRow[];
  /** By district. */
  readonly omitted: ReadonlyMap<string, number>;
  /** By district. */
  readonly unfounded: ReadonlyMap<string, number>;
  /** The first thousand of both, one by one. */
  readonly differences: readonly Found[];
  /** By the key of the fact. */
  readonly missing: ReadonlyMap<string, number>;
  /** No doubt was left unexamined. */
  readonly isAllJudged: boolean;
}

const nothingJudged: JudgedShard = {
  counted: [],
  omitted: new Map(),
  unfounded: new Map(),
  differences: [],
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
  const omitted = isByShare(policy, stage)
    ? await findOmittedOfShare(db, policy, version, setting, stage)
    : {
        counts: new Map(
          partOf<OmittedRow>(rows, "omitted").map((row) => [row.district, row.omitted]),
        ),
        listed: partOf<string>(rows, "listed"),
      };
  const unfounded = await findUnfounded(
    db,
    policy,
    setting.complete,
    doubted.slice(0, mostDoubted),
  );
  const period = periodOf(policy, setting.on) ?? "";
  return {
    counted,
    omitted: omitted.counts,
    unfounded: countedByDistrict(unfounded),
    differences: [
      ...omitted.listed.map((subjectKey): Found => ({ kind: "omitted", subjectKey, period })),
      ...unfounded.slice(0, mostListed).map((one): Found => ({
        kind: "unfounded",
        subjectKey: one.subjectKey,
        period: one.period,
      })),
    ],
    missing: await countMissing(db, policy, setting, unknownKeys, unknown),
    isAllJudged: doubted.length <= mostDoubted,
  };
}

/** Who belongs to a share of all subjects, SQL cannot tell. */
function isByShare({ period }: Policy, { stage, pilot }: PolicyStage): boolean {
  return period !== "visit" && stage === "pilot" && pilot !== undefined && "percent" in pilot;
}

/** Guarantee: `judgedSql` makes the rows of each part of this shape. */
function partOf<Row>(rows: readonly JudgedRow[], part: JudgedRow["part"]): Row[] {
  return rows.flatMap((one) => (one.part === part ? [JSON.parse(one.row) as Row] : []));
}
