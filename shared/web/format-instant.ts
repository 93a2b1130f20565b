import { formatDay } from "#shared/calendar/format.ts";
import { shanghaiDay, shanghaiHour } from "#shared/calendar/shanghai.ts";

/** The instant as a person in Shanghai reads it: 2026年12月1日（星期二）14:05. */
export function formatInstant(instant: Date): string {
  const hour = String(shanghaiHour(instant)).padStart(2, "0");
  // Shanghai is a whole number of hours from UTC.
  const minute = String(instant.getUTCMinutes()).padStart(2, "0");
  return `${formatDay(shanghaiDay(instant))}${hour}:${minute}`;
}
