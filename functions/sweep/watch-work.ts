import { raiseAlarms } from "#shared/alarms/raise-alarms.ts";
import type { Calendar } from "#shared/calendar/calendar.ts";
import { raiseMissingYears } from "#shared/calendars/raise-missing-years.ts";
import { readCalendar } from "#shared/calendars/read-calendar.ts";
import { settleTerms } from "#shared/db/settle-terms.ts";
import { databaseOf } from "#shared/db/shards.ts";
import { watchDelays } from "#shared/delays/watch-delays.ts";
import { termOfInstructions } from "#shared/instructions/term.ts";
import { missManifests } from "#shared/manifests/miss-manifests.ts";
import { settleManifests } from "#shared/manifests/settle-manifests.ts";
import { termOfPublicity } from "#shared/publicity/term.ts";
import { termOfWorkItems } from "#shared/work-items/term.ts";
import type { Env } from "./env.ts";

/** What is due, what is missing and what is late becomes work of those who can do it, and they are told. */
export async function watchWork(env: Env, shards: readonly number[], now: Date): Promise<void> {
  const calendar = await readCalendar(env.DB_CITY);
  const found = await Promise.allSettled([
    watchTerms(env, shards, calendar, now),
    settleManifests(env, calendar, now),
    missManifests(env.DB_CITY, calendar, now),
    watchDelays(env, calendar, now),
  ]);
  // Last, so that it finds what they have found; none of them holds it up.
  const told = await Promise.allSettled([raiseAlarms(env, now)]);
  const failures = [...found, ...told].flatMap((one) =>
    one.status === "rejected" ? [one.reason] : [],
  );
  if (failures.length > 0) throw new AggregateError(failures, "a look at what is due failed");
}

/** What was due 待定 gets its day once the calendar is there; a year that is missing is asked for. */
async function watchTerms(
  env: Env,
  shards: readonly number[],
  calendar: Calendar,
  now: Date,
): Promise<void> {
  const awaited = await Promise.all([
    settleTerms(env.DB_CITY, termOfWorkItems, calendar),
    ...shards.flatMap((shard) =>
      [termOfInstructions, termOfPublicity].map(async (term) =>
        settleTerms(databaseOf(env, shard), term, calendar),
      ),
    ),
  ]);
  const years = new Set(awaited.flatMap((one) => [...one]));
  await raiseMissingYears(env.DB_CITY, calendar, years, now);
}
