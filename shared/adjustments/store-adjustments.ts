import { sql, type SQL } from "drizzle-orm";
import { adjustments } from "#shared/db/adjustments.schema.ts";
import { upsert } from "#shared/db/upsert.ts";
import type { Adjustment } from "./adjustment.ts";

export const keyOfAdjustment = [
  adjustments.subjectKey,
  adjustments.policy,
  adjustments.period,
  adjustments.number,
] as const;

/**
 * The statement that stores adjustments, new or changed. They change only together with their entitlement: what guards
 * its version guards them.
 *
 * @param condition may name `value`, the element of the JSON set; rows that do not meet it are left out
 */
export function storeAdjustments(
  db: D1Database,
  rows: readonly Adjustment[],
  condition: SQL = sql`1`,
): D1PreparedStatement[] {
  if (rows.length === 0) return [];
  return [upsert(db, adjustments, keyOfAdjustment, JSON.stringify(rows), condition)];
}
