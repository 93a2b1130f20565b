import { sql } from "drizzle-orm";
import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { differences } from "#shared/db/differences.schema.ts";
import { statement, targetsOf, valuesOf } from "#shared/db/statement.ts";
import type { Difference, Found } from "./difference.ts";

/** The statements that make what is listed of a policy on a shard what was found there now; what stays keeps its first day. */
export function keepDifferences(
  db: D1Database,
  policy: string,
  found: readonly Found[],
  on: CivilDate,
): D1PreparedStatement[] {
  const rows = JSON.stringify(found.map((one): Difference => ({ ...one, policy, foundOn: on })));
  const isFound = sql`(kind, subject_key, period) IN (SELECT value ->> '$.kind', value ->> '$.subjectKey', value ->> '$.period'
    FROM json_each(${rows}))`;
  const gone = statement(
    db,
    sql`DELETE FROM differences WHERE policy = ${policy} AND NOT ${isFound}`,
  );
  if (found.length === 0) return [gone];
  return [
    gone,
    statement(
      db,
      sql`INSERT INTO differences (${targetsOf(differences)}) SELECT ${valuesOf(differences)}
          FROM json_each(${rows}) WHERE 1 ON CONFLICT DO NOTHING`,
    ),
  ];
}
