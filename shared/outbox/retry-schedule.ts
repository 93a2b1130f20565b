const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** The delays before each further attempt, as Standard Webhooks 1.0.0 recommends them. */
const delays = [
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
] as const;

/** Where a task waits that has failed for good, until somebody replays it: the end of the year 9999. */
export const parkedAt = 253_402_300_799_000;

/** When to try again after `attempts` failed attempts; undefined when the schedule is used up (about three days). */
export function nextAttemptAt(now: Date, attempts: number): number | undefined {
  const delay = delays[attempts - 1];
  return delay === undefined ? undefined : now.getTime() + delay;
}
