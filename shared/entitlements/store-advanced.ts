import { sql, type SQL } from "drizzle-orm";
import { audit, entitlements } from "#shared/db/shard.schema.ts";
import { statement, targetsOf, valuesOf } from "#shared/db/statement.ts";
import { upsert } from "#shared/db/upsert.ts";
import type { Advanced } from "./advance.ts";
import { toStored } from "./stored-entitlement.ts";

/** A move, and what it must not be stored without: the key of something that is stored in the same batch. */
export interface Caused extends Advanced {
  readonly cause?: string;
}

/**
 * The statements that store moved entitlements and their audit entries. A row that has another version than the one
 * it was moved from stays as it is, and its entry is left out. The entries come first: afterwards, one move could
 * not be told from the same move made twice at the same instant.
 *
 * @param condition further condition on `value`, the element of the JSON set, such as on its `cause`
 */
export function storeAdvanced(
  db: D1Database,
  moves: readonly Caused[],
  condition: SQL = sql`1`,
): D1PreparedStatement[] {
  if (moves.length === 0) return [];
  const rows = JSON.stringify(
    moves.map(({ entitlement, cause }) => ({ ...toStored(entitlement), cause })),
  );
  const entries = JSON.stringify(
    moves.map(({ entry, cause, entitlement: { subjectKey, policy, period, version } }) => ({
      ...entry,
      subjectKey,
      policy,
      period,
      version,
      cause,
    })),
  );
  const isNext = sql`EXISTS (SELECT 1 FROM entitlements AS e WHERE e.subject_key = value ->> '$.subjectKey'
    AND e.policy = value ->> '$.policy' AND e.period = value ->> '$.period'
    AND e.version = value ->> '$.version' - 1) AND ${condition}`;
  return [
    statement(
      db,
      sql`INSERT INTO audit (${targetsOf(audit)}) SELECT ${valuesOf(audit)} FROM json_each(${entries}) WHERE ${isNext}`,
    ),
    upsert(
      db,
      entitlements,
      [entitlements.subjectKey, entitlements.policy, entitlements.period],
      rows,
      isNext,
    ),
  ];
}
