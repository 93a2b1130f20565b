import { sql } from "drizzle-orm";
import { chunkedJson } from "#shared/db/chunked-json.ts";
import { shadowFindings, shadowParts } from "#shared/db/shadow-runs.schema.ts";
import { statement, targetsOf, valuesOf } from "#shared/db/statement.ts";
import { upsert } from "#shared/db/upsert.ts";
import type { ComparedStretch, Stretch } from "./compare-stretch.ts";
import { noCounts } from "./counts.ts";
import type { ShadowPart } from "./shadow-run.ts";

type Place = Pick<ShadowPart, "run" | "shard" | "after">;

/** Keeps what came of a stretch, in place of what a run that broke off may have kept of it. */
export async function storePart(
  city: D1Database,
  place: Place,
  { until }: Pick<Stretch, "until">,
  { counts, findings }: ComparedStretch,
  now: Date,
): Promise<void> {
  const { run, shard, after } = place;
  await city.batch([
    statement(
      city,
      sql`DELETE FROM shadow_findings WHERE run = ${run} AND kind IN ('forgotten', 'unfounded', 'amount', 'undecided')
            AND shard = ${shard} AND subject_key > ${after} AND subject_key <= ${until}`,
    ),
    ...chunkedJson(findings.map((one) => ({ ...one, run, shard }))).map((rows) =>
      statement(
        city,
        sql`INSERT INTO shadow_findings (${targetsOf(shadowFindings)}) SELECT ${valuesOf(shadowFindings)}
            FROM json_each(${rows})`,
      ),
    ),
    partStatement(city, { ...place, isLast: 0, counts, now }),
  ]);
}

/** Notes that a shard has no more subjects. */
export async function storeLastPart(city: D1Database, place: Place, now: Date): Promise<void> {
  await partStatement(city, { ...place, isLast: 1, counts: noCounts, now }).run();
}

function partStatement(
  city: D1Database,
  { counts, now, ...part }: Place & { isLast: 0 | 1; counts: object; now: Date },
): D1PreparedStatement {
  const row: ShadowPart = { ...part, counts: JSON.stringify(counts), comparedAt: now.getTime() };
  const key = [shadowParts.run, shadowParts.shard, shadowParts.after];
  return upsert(city, shadowParts, key, JSON.stringify([row]), sql`1`);
}
