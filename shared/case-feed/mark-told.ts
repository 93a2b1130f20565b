import { sql } from "drizzle-orm";
import { caseNumbers } from "#shared/db/cases.schema.ts";
import { statement, targetsOf, valuesOf } from "#shared/db/statement.ts";
import type { CaseNews } from "./read-news.ts";
import { busyUntil } from "./start-case-feed.ts";

/** The statement that remembers how far the platform was told; whoever was slower than another one changes nothing. */
export function markTold(
  db: D1Database,
  { toldSeq, untilSeq, isMore }: Omit<CaseNews, "cases">,
  now: Date,
): D1PreparedStatement {
  return statement(
    db,
    sql`UPDATE case_feed SET told_seq = ${untilSeq}, busy_until = ${isMore ? busyUntil(now) : 0}
        WHERE told_seq = ${toldSeq}`,
  );
}

/** The statement by which nobody is at it any more: all is told. */
export function markIdle(db: D1Database): D1PreparedStatement {
  return statement(db, sql`UPDATE case_feed SET busy_until = 0 WHERE busy_until > 0`);
}

export type CaseNumbers = typeof caseNumbers.$inferSelect;

/** The statement that keeps the numbers that the platform has answered with; one that is known costs nothing. */
export function storeCaseNumbers(
  db: D1Database,
  numbers: readonly CaseNumbers[],
): D1PreparedStatement {
  return statement(
    db,
    sql`INSERT INTO case_numbers (${targetsOf(caseNumbers)}) SELECT ${valuesOf(caseNumbers)}
        FROM json_each(${JSON.stringify(numbers)}) WHERE 1
        ON CONFLICT (case_number) DO UPDATE SET unified_case_number = excluded.unified_case_number,
          answered_at = excluded.answered_at
        WHERE case_numbers.unified_case_number IS NOT excluded.unified_case_number`,
  );
}
