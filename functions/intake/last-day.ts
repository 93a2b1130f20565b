import { civilDate, type CivilDate } from "#shared/calendar/civil-date.ts";

/** Null for no end, which registers also write as the last day of the year 9999. */
export function lastDayOf(until: string | undefined): CivilDate | null {
  return until === undefined || until === "9999-12-31" ? null : civilDate(until);
}
