import { sql } from "drizzle-orm";
import { joins } from "#shared/db/city.schema.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import type { Join } from "./join.ts";

/** One report of two numbers, by the keys to which they lead at the moment. */
export interface ReportedJoin extends Pick<
  Join,
  "department" | "source" | "event" | "digest" | "fromKey" | "intoKey"
> {}

export interface RecordedJoin {
  /** As it stands in the city: of an earlier report under the same id that one. */
  readonly join: Join;
  readonly isNew: boolean;
}

/**
 * Remembers reports in their order, by department, source and id of the event: from then on they are done whatever
 * breaks off. What joins a subject with itself is done at once. In the order of the reports.
 */
export async function recordJoins(
  city: D1Database,
  reports: readonly ReportedJoin[],
  now: Date,
): Promise<RecordedJoin[]> {
  const all = JSON.stringify(reports);
  const [inserted, known] = await city.batch([
    statement(
      city,
      sql`INSERT INTO joins (department, source, event, digest, from_key, into_key, state, reported_at, next_at)
          SELECT value ->> '$.department', value ->> '$.source', value ->> '$.event', value ->> '$.digest',
            value ->> '$.fromKey', value ->> '$.intoKey',
            iif(value ->> '$.fromKey' = value ->> '$.intoKey', 'done', 'open'), ${now.getTime()}, 0
          FROM json_each(${all}) WHERE 1 ORDER BY key ON CONFLICT (department, source, event) DO NOTHING
          RETURNING number`,
    ),
    statement(
      city,
      sql`SELECT ${columnsOf(joins)} FROM joins WHERE (department, source, event) IN (
            SELECT value ->> '$.department', value ->> '$.source', value ->> '$.event' FROM json_each(${all}))`,
    ),
  ]);
  const fresh = new Set(rowsOf<{ number: number }>(inserted).map(({ number }) => number));
  const byEvent = new Map(rowsOf<Join>(known).map((join) => [identityOf(join), join]));
  return reports.map((report) => {
    const join = byEvent.get(identityOf(report));
    if (join === undefined) throw new Error("a join was not recorded");
    // The same event twice in one batch is new once.
    return { join, isNew: fresh.delete(join.number) };
  });
}

const identityOf = ({
  department,
  source,
  event,
}: Pick<Join, "department" | "source" | "event">): string =>
  JSON.stringify([department, source, event]);
