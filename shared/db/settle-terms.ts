import type { Calendar } from "#shared/calendar/calendar.ts";
import { civilDate, type CivilDate } from "#shared/calendar/civil-date.ts";
import { addWorkingDays } from "#shared/calendar/working-days.ts";
import { type Column, type SQL, sql, type Table } from "drizzle-orm";
import { rowsOf, statement } from "./statement.ts";

/** Where a table keeps a term: from a day that is not counted, so many working days, until a day or NULL 待定. */
export interface KeptTerm {
  readonly table: Table;
  readonly from: Column;
  readonly days: Column;
  readonly until: Column;
  /** Which rows still wait. */
  readonly waits: SQL;
}

interface Pending {
  readonly from: string;
  readonly days: number;
}

/**
 * Gives the rows whose term ends 待定 the day that the calendar says by now. All rows with the same term are one piece of
 * work, however many they are, so that nothing waits behind a limit.
 *
 * @returns the years that are still missing
 */
export async function settleTerms(
  db: D1Database,
  { table, from, days, until, waits }: KeptTerm,
  calendar: Calendar,
): Promise<ReadonlySet<number>> {
  const pending = rowsOf<Pending>(
    await statement(
      db,
      sql`SELECT DISTINCT ${from} AS "from", ${days} AS "days" FROM ${table}
          WHERE ${until} IS NULL AND ${days} IS NOT NULL AND ${waits}`,
    ).all(),
  );
  const missing = new Set<number>();
  const settled: { from: string; days: number; until: CivilDate }[] = [];
  for (const term of pending) {
    const end = addWorkingDays(civilDate(term.from), term.days, calendar);
    if (end.ok) settled.push({ ...term, until: end.day });
    else missing.add(end.missingYear);
  }
  if (settled.length === 0) return missing;
  await statement(
    db,
    sql`UPDATE ${table} SET ${sql.identifier(until.name)} = given.value ->> '$.until'
        FROM json_each(${JSON.stringify(settled)}) AS given
        WHERE ${until} IS NULL AND ${waits}
          AND ${from} = given.value ->> '$.from' AND ${days} = given.value ->> '$.days'`,
  ).run();
  return missing;
}
