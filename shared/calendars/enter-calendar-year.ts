import { sql, type SQL } from "drizzle-orm";
import type { CalendarYearEntry } from "#shared/contract/calendar-year.schema.ts";
import { statement } from "#shared/db/statement.ts";

/** The statement by which a year that two persons approved counts from now on, in place of what was known of it. */
export function enterCalendarYear(
  city: D1Database,
  { year, document, holidays, weekendWorkingDays }: CalendarYearEntry,
  proposal: string,
  now: Date,
  condition: SQL,
): D1PreparedStatement {
  const spans = JSON.stringify(holidays.map(({ from, until }) => [from, until]));
  return statement(
    city,
    sql`INSERT INTO calendar_years (year, document, holidays, weekend_working_days, proposal, approved_at)
        SELECT CAST(${year} AS INTEGER), ${document}, ${spans}, ${JSON.stringify(weekendWorkingDays)}, ${proposal}, ${now.getTime()} WHERE ${condition}
        ON CONFLICT DO UPDATE SET document = excluded.document, holidays = excluded.holidays,
          weekend_working_days = excluded.weekend_working_days, proposal = excluded.proposal, approved_at = excluded.approved_at`,
  );
}
