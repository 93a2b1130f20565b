import { sql } from "drizzle-orm";
import { rowsOf, statement } from "#shared/db/statement.ts";
import type { Arrival } from "./record-arrivals.ts";

/** A day of which something is missing yet, or nobody has looked. */
export type Awaited = Pick<Arrival, "source" | "day">;

/** The statement that reads the days of which something of a department is awaited. */
export function selectAwaited(city: D1Database, department: string): D1PreparedStatement {
  return statement(
    city,
    sql`SELECT source, day FROM manifests WHERE settled_at IS NULL AND department = ${department}
        ORDER BY day DESC LIMIT 500`,
  );
}

export const awaitedFrom = (result: D1Result | undefined): readonly Awaited[] =>
  rowsOf<Awaited>(result);

/** Has the sweep look again at the days of which something has arrived that was awaited. */
export async function lookAgain(
  city: D1Database,
  department: string,
  awaited: readonly Awaited[],
  arrived: readonly Arrival[],
): Promise<void> {
  const days = awaited.filter(({ source, day }) =>
    arrived.some((one) => one.source === source && one.day === day),
  );
  if (days.length === 0) return;
  const keys = JSON.stringify(days.map(({ source, day }) => [source, day]));
  await statement(
    city,
    sql`UPDATE manifests SET seen = NULL WHERE department = ${department} AND settled_at IS NULL AND seen IS NOT NULL
        AND (source, day) IN (SELECT value ->> 0, value ->> 1 FROM json_each(${keys}))`,
  ).run();
}
