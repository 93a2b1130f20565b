import { aroundDatabase } from "./around-database.ts";

/** What D1 itself said of the statements that ran, summed up. */
export interface RowCount {
  written: number;
  /** Only where somebody asks. */
  read?: number;
  roundTrips: number;
}

/** A database that counts what D1's own meta says of each statement. */
export function countRows(db: D1Database, count: RowCount): D1Database {
  return aroundDatabase(db, async ({ execute }) => {
    const results = await execute();
    count.roundTrips += 1;
    for (const result of [results].flat())
      if (isResult(result)) {
        count.written += result.meta.rows_written;
        if (count.read !== undefined) count.read += result.meta.rows_read;
      }
    return results;
  });
}

/** What `first` gives is a row or a value, without meta. */
function isResult(result: unknown): result is D1Result {
  return typeof result === "object" && result !== null && "meta" in result;
}
