import { sql } from "drizzle-orm";
import { builtInCalendar } from "#shared/calendar/built-in-calendar.ts";
import { type Calendar, type CalendarYear, calendarWith } from "#shared/calendar/calendar.ts";
import { calendarYears } from "#shared/db/city-work.schema.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";

export type StoredYear = typeof calendarYears.$inferSelect;

/** The statement that reads every year that two persons approved. */
export function selectCalendarYears(city: D1Database): D1PreparedStatement {
  return statement(city, sql`SELECT ${columnsOf(calendarYears)} FROM calendar_years LIMIT 200`);
}

/** The calendar: the years that come with the code, and those that two persons approved, which count before them. */
export function calendarFrom(rows: readonly StoredYear[]): Calendar {
  return calendarWith(
    builtInCalendar,
    rows.map(({ year, holidays, weekendWorkingDays }) => ({
      year,
      holidays: spansFrom(holidays),
      weekendWorkingDays: daysFrom(weekendWorkingDays),
    })),
  );
}

export async function readCalendar(city: D1Database): Promise<Calendar> {
  return calendarFrom(rowsOf<StoredYear>(await selectCalendarYears(city).all()));
}

/** Guarantee: the proposal that was approved had this shape, and the column has no other writer. */
function spansFrom(text: string): CalendarYear["holidays"] {
  return JSON.parse(text) as CalendarYear["holidays"];
}

/** Guarantee: as above. */
function daysFrom(text: string): CalendarYear["weekendWorkingDays"] {
  return JSON.parse(text) as CalendarYear["weekendWorkingDays"];
}
