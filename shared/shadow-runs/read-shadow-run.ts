import { sql } from "drizzle-orm";
import { shadowFindings, shadowParts, shadowRuns } from "#shared/db/shadow-runs.schema.ts";
import { shardCount } from "#shared/db/shards.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import type { FindingKind } from "./compare.ts";
import { addCounts, noCounts, type ShadowCounts } from "./counts.ts";
import type { ShadowFinding, ShadowPart, ShadowRun } from "./shadow-run.ts";

/** What a run has come to; final once every shard has finished. */
export interface ShadowResult {
  readonly totals: ShadowCounts;
  /** Undefined while it runs. */
  readonly finishedAt: number | undefined;
}

export async function readShadowResult(city: D1Database, run: string): Promise<ShadowResult> {
  const parts = rowsOf<ShadowPart>(
    await statement(
      city,
      sql`SELECT ${columnsOf(shadowParts)} FROM shadow_parts WHERE run = ${run}`,
    ).all(),
  );
  const isFinished = parts.filter(({ isLast }) => isLast === 1).length === shardCount;
  return {
    totals: parts.map(({ counts }) => countsOf(counts)).reduce(addCounts, noCounts),
    finishedAt: isFinished ? Math.max(...parts.map(({ comparedAt }) => comparedAt)) : undefined,
  };
}

/** Findings in the order of kind and subject; `after`: those before were read. */
export async function listFindings(
  city: D1Database,
  run: string,
  { kind, after, limit }: { kind: FindingKind | undefined; after: number; limit: number },
): Promise<ShadowFinding[]> {
  const ofKind = kind === undefined ? sql`` : sql`AND kind = ${kind}`;
  const result = await statement(
    city,
    sql`SELECT ${columnsOf(shadowFindings)} FROM shadow_findings WHERE run = ${run} ${ofKind}
        ORDER BY kind, shard, subject_key LIMIT CAST(${limit} AS INTEGER) OFFSET CAST(${after} AS INTEGER)`,
  ).all();
  return rowsOf<ShadowFinding>(result);
}

/** The newest runs of these policies. */
export async function listShadowRuns(
  city: D1Database,
  policies: readonly string[],
  limit: number,
): Promise<ShadowRun[]> {
  const result = await statement(
    city,
    sql`SELECT ${columnsOf(shadowRuns)} FROM shadow_runs
        WHERE policy IN (SELECT value FROM json_each(${JSON.stringify(policies)}))
        ORDER BY requested_at DESC, id LIMIT CAST(${limit} AS INTEGER)`,
  ).all();
  return rowsOf<ShadowRun>(result);
}

/** Guarantee: `storePart` wrote it, and the column has no other writer. */
function countsOf(text: string): ShadowCounts {
  return JSON.parse(text) as ShadowCounts;
}
