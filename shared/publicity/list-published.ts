import { sql, type SQL } from "drizzle-orm";
import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { published } from "#shared/db/published.schema.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import type { PublishedEntry } from "./entry.ts";

interface PublicityFilter {
  readonly policy?: string | undefined;
  readonly district?: string | undefined;
  /** The number of the last entry of the page before. */
  readonly cursor?: string | undefined;
}

/**
 * One page of what is public today, by number, and one entry more where there is another page. What closed yesterday is
 * not there today, whoever has been late to delete it.
 */
export async function listPublished(
  city: D1Database,
  { policy, district, cursor = "" }: PublicityFilter,
  limit: number,
  today: CivilDate,
): Promise<PublishedEntry[]> {
  const conditions: SQL[] = [
    sql`(closes_on IS NULL OR closes_on >= ${today})`,
    sql`id > ${cursor}`,
    ...(policy === undefined ? [] : [sql`policy = ${policy}`]),
    ...(district === undefined ? [] : [sql`district = ${district}`]),
  ];
  const result = await statement(
    city,
    sql`SELECT ${columnsOf(published)} FROM publicity WHERE ${sql.join(conditions, sql` AND `)}
        ORDER BY id LIMIT CAST(${limit + 1} AS INTEGER)`,
  ).all();
  return rowsOf<PublishedEntry>(result);
}

/** How many entries of each policy are public today. */
export async function countPublished(
  city: D1Database,
  today: CivilDate,
): Promise<ReadonlyMap<string, number>> {
  const result = await statement(
    city,
    sql`SELECT policy, count(*) AS count FROM publicity
        WHERE closes_on IS NULL OR closes_on >= ${today} GROUP BY policy ORDER BY policy`,
  ).all();
  return new Map(
    rowsOf<{ policy: string; count: number }>(result).map(({ policy, count }) => [policy, count]),
  );
}
