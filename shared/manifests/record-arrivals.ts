import { sql } from "drizzle-orm";
import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { arrivals } from "#shared/db/city-work.schema.ts";
import { statement, targetsOf, valuesOf } from "#shared/db/statement.ts";
import type { DepartmentId } from "#shared/identity/departments.ts";
import { digestOfMarks, markOf } from "./mark.ts";

/** An event that was taken in, or had been before. */
export interface Arrival {
  readonly source: string;
  readonly id: string;
  /** The day in Shanghai of the event's `time`. */
  readonly day: CivilDate;
}

type Row = typeof arrivals.$inferSelect;

/**
 * Remembers what has arrived and is remembered nowhere else with its day: one row for a webhook, or as many as it has
 * sources and days. The same webhook again is the same row; an event that comes again in another one counts once.
 */
export async function recordArrivals(
  city: D1Database,
  department: DepartmentId,
  arrived: readonly Arrival[],
): Promise<void> {
  if (arrived.length === 0) return;
  const groups = Map.groupBy(arrived, ({ source, day }) => `${day} ${source}`);
  const rows = await Promise.all(
    [...groups.values()].map(async (some) => rowsOf(department, some)),
  );
  await statement(
    city,
    sql`INSERT INTO arrivals (${targetsOf(arrivals)}) SELECT ${valuesOf(arrivals)}
        FROM json_each(${JSON.stringify(rows.flat())}) WHERE 1 ON CONFLICT DO NOTHING`,
  ).run();
}

async function rowsOf(department: DepartmentId, some: readonly Arrival[]): Promise<Row[]> {
  const [first] = some;
  if (first === undefined) return [];
  const { source, day } = first;
  const marks = await Promise.all(some.map(async ({ id }) => markOf(id)));
  const batch = (await digestOfMarks(marks)).slice(0, 32);
  // These events tell no facts.
  return [{ department, source, day, batch, events: JSON.stringify([[[], marks]]) }];
}
