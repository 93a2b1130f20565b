import { sql, type SQL } from "drizzle-orm";
import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { stages } from "#shared/db/city.schema.ts";
import { statement, targetsOf, valuesOf } from "#shared/db/statement.ts";
import type { StageEntry } from "./stage-entry.ts";

/** The statement that takes a policy to its next stage, if it still is where the entry is chained to. */
export function enterStage(
  city: D1Database,
  entry: StageEntry,
  condition: SQL = sql`1`,
): D1PreparedStatement {
  return statement(
    city,
    sql`INSERT INTO policy_stages (${targetsOf(stages)}) SELECT ${valuesOf(stages)}
        FROM json_each(${JSON.stringify([entry])}) WHERE ${isNext(entry)} AND ${condition} RETURNING number`,
  );
}

/** The newest stage of the policy is the one to which an entry is chained. */
export function isNext({ policy, number, previous }: StageEntry): SQL {
  return sql`coalesce((SELECT number || ' ' || hash FROM policy_stages WHERE policy = ${policy}
    ORDER BY number DESC LIMIT 1), '0 ') = ${`${number - 1} ${previous}`}`;
}

/**
 * The statement that has those judged again whom a stage that was just entered brings something.
 *
 * @param reopenFrom the first day of a pause that has ended
 */
export function judgeAgain(
  city: D1Database,
  { policy, number, hash, sinceAt }: StageEntry,
  reopenFrom: CivilDate | undefined,
): D1PreparedStatement {
  return statement(
    city,
    sql`INSERT INTO re_evaluations (policy, cause, reopen_from, created_at)
        SELECT policy, ${`stage ${number}`}, ${reopenFrom ?? null}, ${sinceAt} FROM policy_stages
        WHERE policy = ${policy} AND number = CAST(${number} AS INTEGER) AND hash = ${hash}
        ON CONFLICT DO NOTHING`,
  );
}
