import { addDays } from "#shared/calendar/civil-date.ts";
import { shanghaiDay, shanghaiHour, startOfShanghaiDay } from "#shared/calendar/shanghai.ts";

const quietFrom = 21;
const quietUntil = 8;

/** When a message may ring at the earliest: undefined by day, 08:00 of the next morning between 21:00 and 08:00. */
export function notBefore(now: Date): Date | undefined {
  const hour = shanghaiHour(now);
  if (hour >= quietUntil && hour < quietFrom) return undefined;
  const today = shanghaiDay(now);
  const morning = startOfShanghaiDay(hour >= quietFrom ? addDays(today, 1) : today);
  return new Date(morning.getTime() + quietUntil * 3_600_000);
}
