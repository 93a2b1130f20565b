import { sql } from "drizzle-orm";
import { rowsOf, statement } from "#shared/db/statement.ts";
import type { Setting } from "#shared/rules/compiled/flat-facts.ts";
import type { Policy, Version } from "#shared/rules/policy.ts";
import { notYetFor } from "#shared/stages/scope.ts";
import type { PolicyStage } from "#shared/stages/stage.ts";
import { mostListed, unentitledSql } from "./judged-in-sql.ts";

/** Subjects that one look covers. */
const window = 20_000;

/** Who is omitted: how many by district, and the first thousand one by one. */
export interface Omitted {
  readonly counts: ReadonlyMap<string, number>;
  readonly listed: readonly string[];
}

/**
 * Who belongs to a pilot by a share of all subjects, is eligible and has no entitlement of the period. Stretch by
 * stretch, for SQL cannot tell who belongs to the share.
 */
export async function findOmittedOfShare(
  db: D1Database,
  policy: Policy,
  version: Version,
  setting: Setting,
  stage: PolicyStage,
): Promise<Omitted> {
  const counts = new Map<string, number>();
  const listed: string[] = [];
  for (let after = ""; ;) {
    // One stretch after the other: each begins where the last one ended.
    // oxlint-disable no-await-in-loop
    const until = await lastOfStretch(db, policy.subject, after);
    if (until === null) return { counts, listed };
    const rows = rowsOf<{ subjectKey: string; district: string }>(
      await db.prepare(unentitledSql(policy, version, setting, { after, until })).all(),
    );
    // oxlint-enable no-await-in-loop
    for (const { subjectKey, district } of rows) {
      if (notYetFor(policy.id, stage, { subjectKey, district }) !== undefined) continue;
      counts.set(district, (counts.get(district) ?? 0) + 1);
      if (listed.length < mostListed) listed.push(subjectKey);
    }
    after = until;
  }
}

async function lastOfStretch(
  db: D1Database,
  kind: Policy["subject"],
  after: string,
): Promise<string | null> {
  return statement(
    db,
    sql`SELECT max(subject_key) AS last FROM (SELECT subject_key FROM profiles
        WHERE kind = ${kind} AND subject_key > ${after} ORDER BY subject_key LIMIT CAST(${window} AS INTEGER))`,
  ).first<string | null>("last");
}
