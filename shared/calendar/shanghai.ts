import { civilDate, type CivilDate } from "./civil-date.ts";

// Shanghai is UTC+8 all year and has been since the last summer time ended on 15 September 1991.
// The instants of this system (events, decisions, payments) are all later than that.
const offsetMilliseconds = 8 * 3_600_000;

/** The day in Shanghai at an instant. Throws RangeError for an invalid Date. */
export function shanghaiDay(instant: Date): CivilDate {
  return civilDate(wallClock(instant).toISOString().slice(0, 10));
}

/** The instant at which a day begins in Shanghai: 16:00 UTC of the day before. */
export function startOfShanghaiDay(day: CivilDate): Date {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) - offsetMilliseconds);
}

/** The hour in Shanghai at an instant, 0 to 23. Throws RangeError for an invalid Date. */
export function shanghaiHour(instant: Date): number {
  const hour = wallClock(instant).getUTCHours();
  if (Number.isNaN(hour)) throw new RangeError("not an instant: Invalid Date");
  return hour;
}

/** A Date whose UTC fields read as the clock on a wall in Shanghai. */
function wallClock(instant: Date): Date {
  return new Date(instant.getTime() + offsetMilliseconds);
}
