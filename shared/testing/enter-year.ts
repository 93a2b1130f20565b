import { sql } from "drizzle-orm";
import { enterCalendarYear } from "#shared/calendars/enter-calendar-year.ts";
import type { CalendarYearEntry } from "#shared/contract/calendar-year.schema.ts";
import { aYearEntry } from "./a-calendar-year.ts";

/** A year of the calendar, as if two persons had approved it. */
export async function enterYear(
  city: D1Database,
  more: Partial<CalendarYearEntry> = {},
): Promise<void> {
  await enterCalendarYear(city, aYearEntry(more), "test", new Date(0), sql`1`).run();
}
