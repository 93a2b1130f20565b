import { sql } from "drizzle-orm";
import { addDays, type CivilDate, earliest } from "#shared/calendar/civil-date.ts";
import { venueSettlements } from "#shared/db/venues.schema.ts";
import { databaseOf, shardOf, type Shards } from "#shared/db/shards.ts";
import { statement, targetsOf, valuesOf } from "#shared/db/statement.ts";
import { storeTasks } from "#shared/outbox/store-tasks.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { offlineTimes, scanTermsOf } from "#shared/rules/scan.ts";
import { nextVersionChange, versionOn } from "#shared/rules/versions.ts";
import { countBeyondCap } from "#shared/scans/count-beyond-cap.ts";
import { countVisits, daysOfMonth } from "#shared/scans/count-visits.ts";
import { toldWithinDays } from "#shared/scans/marks.ts";
import { findSubjectKey } from "#shared/subjects/find-subject-key.ts";
import type { IndexKeys } from "#shared/subjects/indexes.ts";
import { listVenues } from "#shared/venues/list-venues.ts";
import { listSettlements } from "./list-settlements.ts";
import { type Settlement, settlementId, settlementTask } from "./settlement.ts";

/** From this day on nothing more can be told of a month's visits. */
export function settledFrom(month: string): CivilDate {
  const [, end] = daysOfMonth(month);
  return addDays(end, toldWithinDays);
}

type Owed = Pick<Settlement, "venue" | "visits" | "beyondCap" | "amountFen">;

/**
 * Works out what the payer of a policy owes venues for the visits of a month, and has it paid; each venue once. What is
 * written down already stays as it is. A venue that nobody runs who is known here, or for which nothing is given back, has none.
 */
export async function settleMonth(
  stores: Shards & { readonly DB_CITY: D1Database },
  keys: IndexKeys,
  policy: Policy,
  month: string,
  now: Date,
): Promise<void> {
  const [owed, venues, known] = await Promise.all([
    owedFor(stores, policy, month),
    listVenues(stores.DB_CITY),
    listSettlements(stores, policy.id, month),
  ]);
  const written = new Set(known.map(({ venue }) => venue));
  for (const one of owed.filter(({ venue, amountFen }) => amountFen > 0 && !written.has(venue))) {
    const organisation = venues.find(({ id }) => id === one.venue)?.organisation ?? null;
    if (organisation === null) continue;
    // Few venues a month; each stands for itself.
    // oxlint-disable no-await-in-loop
    const subject = { kind: "organisation", idType: "uscc", id: organisation } as const;
    const subjectKey = await findSubjectKey(stores, keys, subject);
    if (subjectKey === undefined) continue;
    const key = { month, venue: one.venue, policy: policy.id };
    const row: Settlement = {
      ...key,
      ...one,
      organisation,
      endToEndId: await settlementId(subjectKey, key, 0),
      settledAt: now.getTime(),
    };
    // The task first: without the row it waits, and without the task nothing would ever be paid.
    const db = databaseOf(stores, shardOf(subjectKey));
    await storeTasks(db, [settlementTask(subjectKey, key, now)]).run();
    await statement(
      stores.DB_CITY,
      sql`INSERT INTO venue_settlements (${targetsOf(venueSettlements)}) SELECT ${valuesOf(venueSettlements)}
          FROM json_each(${JSON.stringify([row])}) WHERE 1 ON CONFLICT DO NOTHING`,
    ).run();
    // oxlint-enable no-await-in-loop
  }
}

/** By the terms of each day: a policy may have given back another amount before its newest version. */
async function owedFor(shards: Shards, policy: Policy, month: string): Promise<Owed[]> {
  const counted = spansOf(policy, month).map(async ([from, to]) => {
    const terms = scanTermsOf(versionOn(policy, from));
    const price = terms?.reimbursedFen ?? 0;
    const cap = terms === undefined ? 0 : offlineTimes(terms);
    const [counts, beyond] = await Promise.all([
      countVisits(shards, policy.id, from, to),
      countBeyondCap(shards, policy.id, [from, to], cap),
    ]);
    return counts.map(({ venue, online, offline, beyondCap }): Owed => {
      const unseen = beyond.get(venue) ?? 0;
      const visits = online + offline - unseen;
      return { venue, visits, beyondCap: beyondCap + unseen, amountFen: visits * price };
    });
  });
  const all = (await Promise.all(counted)).flat();
  return [...Map.groupBy(all, ({ venue }) => venue)].map(([venue, spans]) =>
    spans.reduce(
      (a, b) => ({
        venue,
        visits: a.visits + b.visits,
        beyondCap: a.beyondCap + b.beyondCap,
        amountFen: a.amountFen + b.amountFen,
      }),
      { venue, visits: 0, beyondCap: 0, amountFen: 0 },
    ),
  );
}

/** The spans of a month in each of which one version is in force, each with the day after it. */
function spansOf(policy: Policy, month: string): [CivilDate, CivilDate][] {
  const [first, end] = daysOfMonth(month);
  const spans: [CivilDate, CivilDate][] = [];
  for (let from = first; from < end;) {
    const to = earliest(nextVersionChange(policy, from), end) ?? end;
    spans.push([from, to]);
    from = to;
  }
  return spans;
}
