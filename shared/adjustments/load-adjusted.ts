import { sql, type SQL } from "drizzle-orm";
import { adjustments } from "#shared/db/adjustments.schema.ts";
import { entitlements } from "#shared/db/shard.schema.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import type { Entitlement } from "#shared/entitlements/entitlement.ts";
import { fromStored, type StoredEntitlement } from "#shared/entitlements/stored-entitlement.ts";
import type { Adjustment } from "./adjustment.ts";

/** An entitlement and all of its adjustments, by number. */
export interface Adjusted {
  readonly entitlement: Entitlement;
  readonly adjustments: readonly Adjustment[];
}

export type EntitlementKey = Pick<Entitlement, "subjectKey" | "policy" | "period">;

/** An entitlement by what makes it unique. */
export async function findAdjusted(
  db: D1Database,
  { subjectKey, policy, period }: EntitlementKey,
): Promise<Adjusted | undefined> {
  return find(db, sql`subject_key = ${subjectKey} AND policy = ${policy} AND period = ${period}`);
}

/** The entitlement of an adjustment. */
export async function findByAdjustment(
  db: D1Database,
  id: string,
): Promise<(Adjusted & { readonly adjustment: Adjustment }) | undefined> {
  const found = await find(
    db,
    sql`(subject_key, policy, period) IN (SELECT subject_key, policy, period FROM adjustments WHERE id = ${id})`,
  );
  const adjustment = found?.adjustments.find((one) => one.id === id);
  return found === undefined || adjustment === undefined ? undefined : { ...found, adjustment };
}

/** An entitlement that failed to be paid, or a supplement of which did, by its id; no other can be found by its id. */
export async function findFailed(db: D1Database, id: string): Promise<Adjusted | undefined> {
  return find(
    db,
    sql`(subject_key, policy, period) IN (
      SELECT subject_key, policy, period FROM entitlements WHERE id = ${id} AND state IN ('payment-returned', 'suspended')
      UNION ALL SELECT subject_key, policy, period FROM adjustments
        WHERE entitlement = ${id} AND state IN ('returned', 'suspended'))`,
  );
}

async function find(db: D1Database, where: SQL): Promise<Adjusted | undefined> {
  const [entitlementRows, adjustmentRows] = await db.batch([
    statement(db, sql`SELECT ${columnsOf(entitlements)} FROM entitlements WHERE ${where} LIMIT 1`),
    statement(
      db,
      sql`SELECT ${columnsOf(adjustments)} FROM adjustments WHERE ${where} ORDER BY number`,
    ),
  ]);
  const [row] = rowsOf<StoredEntitlement>(entitlementRows);
  if (row === undefined) return undefined;
  return { entitlement: fromStored(row), adjustments: rowsOf<Adjustment>(adjustmentRows) };
}
