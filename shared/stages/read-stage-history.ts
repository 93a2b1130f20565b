import { sql } from "drizzle-orm";
import { stages } from "#shared/db/city.schema.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import type { StageEntry } from "./stage-entry.ts";

/** The statement that reads every stage that a policy has entered, by number; of all policies without one. */
export function selectStageHistory(city: D1Database, policy?: string): D1PreparedStatement {
  const ofOne = policy === undefined ? sql`1` : sql`policy = ${policy}`;
  return statement(
    city,
    sql`SELECT ${columnsOf(stages)} FROM policy_stages WHERE ${ofOne} ORDER BY policy, number LIMIT 20000`,
  );
}

/**
 * Every stage that each policy has entered, by number. `pilot` and `figures` are JSON texts; `proposedBy` and
 * `decidedBy` are persons and belong to no public page.
 */
export async function readStageHistory(
  city: D1Database,
): Promise<ReadonlyMap<string, readonly StageEntry[]>> {
  const rows = rowsOf<StageEntry>(await selectStageHistory(city).all());
  return Map.groupBy(rows, ({ policy }) => policy);
}
