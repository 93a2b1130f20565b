import { sql } from "drizzle-orm";
import { rowsOf, statement } from "#shared/db/statement.ts";
import { policyById } from "#shared/policies/index.ts";
import type { Setting } from "#shared/rules/compiled/flat-facts.ts";
import { periodOf } from "#shared/rules/period.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { sqlOfCandidates } from "#shared/rules/sql/sql-of-candidates.ts";
import { versionOn } from "#shared/rules/versions.ts";
import { areRelativesKeptUp, profilesOf } from "#shared/set-based/count-entitled.ts";
import { districtFactOf, notYetFor } from "#shared/stages/scope.ts";
import { stageOf, type Stages } from "#shared/stages/stage.ts";
import type { ReEvaluation } from "./re-evaluation.ts";

/** Subjects that one look covers, whether they are affected or not. */
const window = 2000;

/** A stretch of a shard's subjects, and those of them whose answers may change. */
export interface Affected {
  readonly subjectKeys: readonly string[];
  /** The last subject that was looked at; undefined where the shard has no more. */
  readonly until: string | undefined;
}

/**
 * The next stretch of subjects of the kind, and of them whom the change may concern. By rules everybody; by a stage
 * those whom the policy's rule meets today, as SQL, and who are in its scope; when a pause ends everybody, for it may
 * have been met in between.
 */
export async function affectedSubjects(
  db: D1Database,
  { policy: id, kind, reopenFrom, after }: ReEvaluation,
  setting: Setting,
  stages: Stages,
): Promise<Affected> {
  const policy = policyById(id);
  const version = policy === undefined ? undefined : versionOn(policy, setting.on);
  const [last] = rowsOf<{ subjectKey: string | null; count: number }>(
    await statement(
      db,
      sql`SELECT max(subject_key) AS "subjectKey", count(*) AS count FROM (SELECT subject_key FROM profiles
          WHERE kind = ${kind} AND subject_key > ${after} ORDER BY subject_key LIMIT CAST(${window} AS INTEGER))`,
    ).all(),
  );
  const until = last?.subjectKey ?? undefined;
  if (until === undefined) return { subjectKeys: [], until };
  const isEverybody =
    policy === undefined || reopenFrom !== undefined || (version && !areRelativesKeptUp(version));
  if (isEverybody) return { subjectKeys: await everybody(db, kind, after, until), until };
  if (version === undefined) return { subjectKeys: [], until };
  const source = profilesOf(policy.subject);
  const district = `$.${districtFactOf(policy.subject)}`;
  const stretch = `s.subject_key > '${after}' AND s.subject_key <= '${until}'`;
  const text = `SELECT c.subject_key AS "subjectKey", p.facts ->> '${district}' AS district
    FROM (${sqlOfCandidates(version, setting, { ...source, from: `${source.from} AND ${stretch}` })}) AS c
    JOIN profiles AS p ON p.subject_key = c.subject_key WHERE c.verdict${withoutPeriod(policy, setting)}`;
  const rows = rowsOf<{ subjectKey: string; district: string | null }>(
    await db.prepare(text).all(),
  );
  const stage = stageOf(stages, id);
  const inScope = rows.filter(
    ({ subjectKey, district: known }) =>
      notYetFor(id, stage, { subjectKey, district: known ?? undefined }) === undefined,
  );
  return { subjectKeys: inScope.map(({ subjectKey }) => subjectKey), until };
}

/** Whoever has the current period open has all that a stage can bring. Of several periods at once nobody can tell so. */
function withoutPeriod(policy: Policy, { on }: Setting): string {
  const period = periodOf(policy, on);
  if (period === undefined || policy.per !== undefined) return "";
  return ` AND NOT EXISTS (SELECT 1 FROM entitlements AS e WHERE e.subject_key = c.subject_key
      AND e.policy = '${policy.id}' AND e.period = '${period}' AND e.state <> 'terminated')`;
}

async function everybody(
  db: D1Database,
  kind: ReEvaluation["kind"],
  after: string,
  until: string,
): Promise<string[]> {
  const rows = rowsOf<{ subjectKey: string }>(
    await statement(
      db,
      sql`SELECT subject_key AS "subjectKey" FROM profiles WHERE kind = ${kind} AND subject_key > ${after}
          AND subject_key <= ${until} ORDER BY subject_key`,
    ).all(),
  );
  return rows.map(({ subjectKey }) => subjectKey);
}
