import { sql } from "drizzle-orm";
import { addDays, type CivilDate } from "#shared/calendar/civil-date.ts";
import { scanAllowances, scans, usedCodes } from "#shared/db/scans.schema.ts";
import { columnsOf, rowsOf, statement, targetsOf, valuesOf } from "#shared/db/statement.ts";
import {
  countOffline,
  type OfflineCount,
  type OfflineKnown,
  type OfflineScan,
  type StoredAllowance,
} from "./offline-scan.ts";
import type { StoredScan } from "./scan.ts";

const mostAttempts = 60;

/**
 * Counts what a device granted without network, on one shard: all of it or nothing. Whatever else is counted at the same
 * moment, nothing is counted twice and no limit is passed: what was read must still be so when it is written, or it is
 * counted anew.
 */
export async function recordOffline(
  db: D1Database,
  by: Pick<StoredScan, "venue" | "device">,
  offline: readonly OfflineScan[],
): Promise<OfflineCount["ends"]> {
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    // Each attempt begins where another scan has come between.
    // oxlint-disable no-await-in-loop
    const count = countOffline(by, offline, await read(db, by.venue, offline));
    const statements = writing(db, count);
    if (statements.length === 0) return count.ends;
    try {
      await db.batch(statements);
      return count.ends;
    } catch (error) {
      if (!isOvertaken(error)) throw error;
    }
    // oxlint-enable no-await-in-loop
  }
  throw new Error("scans were counted elsewhere all the time");
}

/** The guard has raised, or another has stored the same receipt or code. */
function isOvertaken(error: unknown): boolean {
  return error instanceof Error && /guard:|UNIQUE constraint/.test(error.message);
}

async function read(
  db: D1Database,
  venue: string,
  offline: readonly OfflineScan[],
): Promise<OfflineKnown> {
  const days: CivilDate[] = [
    ...new Set(offline.flatMap(({ day }) => [-1, 0, 1].map((n) => addDays(day, n)))),
  ];
  const receipts = JSON.stringify(
    offline.flatMap(({ receipt, day }) =>
      [-1, 0, 1].map((n) => ({ receipt, day: addDays(day, n) })),
    ),
  );
  const marksOf = (all: readonly ({ mark: string; expiresOn: CivilDate } | undefined)[]) =>
    JSON.stringify(all.flatMap((one) => (one === undefined ? [] : [one])));
  if (days.length === 0) return { scans: [], allowances: [], codes: [] };
  const [scanRows, allowanceRows, codeRows] = await db.batch([
    statement(
      db,
      sql`SELECT ${columnsOf(scans)} FROM json_each(${receipts}) AS asked JOIN scans
          ON scans.day = asked.value ->> '$.day' AND scans.venue = ${venue}
          AND scans.receipt = asked.value ->> '$.receipt'`,
    ),
    statement(
      db,
      sql`SELECT DISTINCT ${columnsOf(scanAllowances)} FROM json_each(${marksOf(offline.map((one) => one.allowance))}) AS asked
          JOIN scan_allowances ON scan_allowances.expires_on = asked.value ->> '$.expiresOn'
          AND scan_allowances.mark = asked.value ->> '$.mark'`,
    ),
    statement(
      db,
      sql`SELECT DISTINCT ${columnsOf(usedCodes)} FROM json_each(${marksOf(offline.map((one) => one.code))}) AS asked
          JOIN used_codes ON used_codes.expires_on = asked.value ->> '$.expiresOn'
          AND used_codes.mark = asked.value ->> '$.mark'`,
    ),
  ]);
  return {
    scans: rowsOf<StoredScan>(scanRows),
    allowances: rowsOf<StoredAllowance>(allowanceRows),
    codes: rowsOf<{ mark: string; receipt: string }>(codeRows),
  };
}

/** The statements that store a count, if everything is still as it was read. */
function writing(db: D1Database, count: OfflineCount): D1PreparedStatement[] {
  const { inserted, corrected, allowances, codes } = count;
  const rows = JSON.stringify(allowances);
  const statements: D1PreparedStatement[] = [];
  if (allowances.length > 0) {
    statements.push(
      statement(
        db,
        sql`INSERT INTO guard (expected, actual, reason) SELECT CAST(${allowances.length} AS INTEGER), count(*), 'allowances'
            FROM json_each(${rows}) AS next LEFT JOIN scan_allowances AS a
              ON a.expires_on = next.value ->> '$.expiresOn' AND a.mark = next.value ->> '$.mark'
            WHERE coalesce(a.times, 0) = next.value ->> '$.timesRead'`,
      ),
      statement(
        db,
        sql`INSERT INTO scan_allowances (${targetsOf(scanAllowances)}) SELECT ${valuesOf(scanAllowances)}
            FROM json_each(${rows}) WHERE 1 ON CONFLICT DO UPDATE SET times = excluded.times, days = excluded.days`,
      ),
    );
  }
  if (codes.length > 0) {
    statements.push(
      statement(
        db,
        sql`INSERT INTO used_codes (${targetsOf(usedCodes)}) SELECT ${valuesOf(usedCodes)}
            FROM json_each(${JSON.stringify(codes)})`,
      ),
    );
  }
  if (inserted.length > 0) {
    statements.push(
      statement(
        db,
        sql`INSERT INTO scans (${targetsOf(scans)}) SELECT ${valuesOf(scans)} FROM json_each(${JSON.stringify(inserted)})`,
      ),
    );
  }
  if (corrected.length > 0) {
    statements.push(
      statement(
        db,
        sql`UPDATE scans SET verdict = 'conflict', offline = 1, policy = next.value ->> '$.policy',
              because = next.value ->> '$.because'
            FROM json_each(${JSON.stringify(corrected)}) AS next
            WHERE scans.day = next.value ->> '$.day' AND scans.venue = next.value ->> '$.venue'
              AND scans.receipt = next.value ->> '$.receipt'`,
      ),
    );
  }
  return statements;
}
