import { sql } from "drizzle-orm";
import type { Adjustment } from "#shared/adjustments/adjustment.ts";
import { adjustments } from "#shared/db/adjustments.schema.ts";
import { objections } from "#shared/db/objections.schema.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import {
  guardMatter,
  loadPublicity,
  type PublicityMatter,
} from "#shared/publicity/load-publicity.ts";
import type { Objection } from "./objection.ts";

/** An objection with all that an act about it rests on. */
export interface ObjectionMatter {
  readonly objection: Objection;
  /** The entitlement; undefined where nothing was opened. */
  readonly matter: PublicityMatter | undefined;
  /** Every objection to the same, this one among them. */
  readonly all: readonly Objection[];
  /** Supplements and recoveries of the entitlement. */
  readonly adjustments: readonly Adjustment[];
  /** Whether anything was opened under the policy since it was lodged. */
  readonly isOpenedSince: boolean;
}

export async function findObjection(db: D1Database, id: string): Promise<Objection | undefined> {
  const result = await statement(
    db,
    sql`SELECT ${columnsOf(objections)} FROM objections WHERE id = ${id}`,
  ).all();
  return rowsOf<Objection>(result)[0];
}

export async function loadObjection(
  db: D1Database,
  id: string,
): Promise<ObjectionMatter | undefined> {
  const rows = rowsOf<Objection>(
    await statement(
      db,
      sql`SELECT ${columnsOf(objections)} FROM objections WHERE (subject_key, policy, period) IN
            (SELECT subject_key, policy, period FROM objections WHERE id = ${id}) ORDER BY lodged_at, id`,
    ).all(),
  );
  const objection = rows.find((one) => one.id === id);
  if (objection === undefined) return undefined;
  const { subjectKey, policy, lodgedAt } = objection;
  const matter = await loadPublicity(db, objection);
  // After the mark: they change only together with their entitlement, so that the guard would notice.
  const [openedRows, adjustmentRows] = await db.batch([
    statement(
      db,
      sql`SELECT 1 AS found FROM entitlements WHERE subject_key = ${subjectKey} AND policy = ${policy}
            AND state <> 'terminated' AND steps ->> '$[0].at' >= ${lodgedAt} LIMIT 1`,
    ),
    statement(
      db,
      sql`SELECT ${columnsOf(adjustments)} FROM adjustments WHERE entitlement = ${objection.entitlement} ORDER BY number`,
    ),
  ]);
  return {
    objection,
    all: rows,
    matter,
    adjustments: rowsOf<Adjustment>(adjustmentRows),
    isOpenedSince: rowsOf(openedRows).length > 0,
  };
}

/** The statements that stop a batch when anything has changed on which an act rests. */
export function guardObjection(
  db: D1Database,
  { objection: { subjectKey, policy, period }, all, matter }: ObjectionMatter,
): D1PreparedStatement[] {
  const versions = all.reduce((sum, { version }) => sum + version, 0);
  return [
    ...(matter === undefined ? [] : [guardMatter(db, matter)]),
    statement(
      db,
      sql`INSERT INTO guard (expected, actual, reason) SELECT CAST(${versions} AS INTEGER),
            (SELECT sum(version) FROM objections WHERE subject_key = ${subjectKey}
              AND policy = ${policy} AND period = ${period}), 'objections'`,
    ),
  ];
}
