import { getTableColumns, sql, type SQL } from "drizzle-orm";
import { hotFacts } from "#shared/db/shard.schema.ts";
import { statement, targetsOf, valuesOf } from "#shared/db/statement.ts";
import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { hotRowOf, type HotRow } from "#shared/rules/sql/hot-row.ts";
import { factsOn, type Profile } from "./profile.ts";

/** The hot facts of a person as they count today; an organisation has none. */
export function hotFactsOf(
  profile: Profile,
  today: CivilDate,
): (HotRow & { subjectKey: string })[] {
  if (profile.kind !== "person") return [];
  return [{ ...hotRowOf(factsOn(profile, today)), subjectKey: profile.subjectKey }];
}

/**
 * The statement that stores hot facts where they are new or have changed. A row that stays as it is costs no row
 * written.
 *
 * @param rows a JSON array of `hotFactsOf`
 * @param condition may name `value`, the element of the JSON set; rows that do not meet it are left out
 */
export function storeHotFacts(db: D1Database, rows: string, condition: SQL): D1PreparedStatement {
  const names = Object.values(getTableColumns(hotFacts))
    .filter((column) => !column.primary)
    .map(({ name }) => name);
  const listed = (table: string): SQL =>
    sql.join(
      names.map((name) => sql`${sql.raw(table)}.${sql.identifier(name)}`),
      sql`, `,
    );
  const assignments = sql.join(
    names.map((name) => sql`${sql.identifier(name)} = excluded.${sql.identifier(name)}`),
    sql`, `,
  );
  return statement(
    db,
    sql`INSERT INTO ${hotFacts} (${targetsOf(hotFacts)}) SELECT ${valuesOf(hotFacts)} FROM json_each(${rows})
        WHERE ${condition} ON CONFLICT (subject_key) DO UPDATE SET ${assignments}
        WHERE (${listed("hot_facts")}) IS NOT (${listed("excluded")})`,
  );
}
