import { sql, type SQL } from "drizzle-orm";
import { relatives } from "#shared/db/shard.schema.ts";
import { columnsOf, statement } from "#shared/db/statement.ts";
import type { KnownRelative } from "./known-relative.ts";

/** A relation that is being reported, and by what its subject is looked for. */
export type ReportedRelative = readonly [
  foundBy: string,
  relation: KnownRelative["relation"],
  otherKey: string,
];

/**
 * The statement that reads those relations of subjects that matter now: which rules name, and which are being
 * reported. The thousands of employees that no rule names stay where they are.
 *
 * @param keys a query of (found_by, subject_key)
 */
export function selectRelatives(
  db: D1Database,
  keys: SQL,
  named: Iterable<KnownRelative["relation"]>,
  reported: readonly ReportedRelative[],
): D1PreparedStatement {
  const names = JSON.stringify([...named]);
  return statement(
    db,
    sql`WITH keys AS (${keys})
        SELECT ${columnsOf(relatives)} FROM relatives
        WHERE subject_key IN (SELECT subject_key FROM keys) AND relation IN (SELECT value FROM json_each(${names}))
        UNION ALL
        SELECT ${columnsOf(relatives)} FROM relatives
        WHERE (subject_key, relation, other_key) IN (
            SELECT keys.subject_key, one.value ->> 1, one.value ->> 2
            FROM json_each(${JSON.stringify(reported)}) AS one JOIN keys ON keys.found_by = one.value ->> 0)
          AND relation NOT IN (SELECT value FROM json_each(${names}))
        ORDER BY 1, 2, 3`,
  );
}
