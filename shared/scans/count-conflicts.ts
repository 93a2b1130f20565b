import { sql } from "drizzle-orm";
import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { readCalendar } from "#shared/calendars/read-calendar.ts";
import { databaseOf, shardCount, type Shards } from "#shared/db/shards.ts";
import { rowsOf, statement } from "#shared/db/statement.ts";
import { policyById } from "#shared/policies/index.ts";
import { scanTermsOf } from "#shared/rules/scan.ts";
import { versionOn } from "#shared/rules/versions.ts";
import type { NewWorkItem } from "#shared/work-items/work-item.ts";
import { reopening } from "#shared/work-items/open-work-items.ts";

/** The conflicts of one policy at one venue on one day, by reason. */
interface Conflicts {
  readonly day: CivilDate;
  readonly policy: string;
  readonly because: string;
  readonly count: number;
}

/** How many working days the lead department has to look into conflicts. */
const workingDays = 10;

/**
 * Puts the conflicts of a venue's days before the departments that lead what was granted: one piece of work for each policy,
 * venue and day, with how many there are by now. No word of who they were about: nobody can tell.
 *
 * @param closedBy whose closed work is opened again: anybody's where there is something new
 */
export async function putBeforeDepartments(
  stores: Shards & { readonly DB_CITY: D1Database },
  venue: string,
  days: readonly CivilDate[],
  closedBy: "anybody" | "system",
  now: Date,
): Promise<void> {
  const today = shanghaiDay(now);
  const calendar = await readCalendar(stores.DB_CITY);
  let before = "";
  for (let look = 0; look < 5; look += 1) {
    // Another device may have told of more meanwhile; whoever looks last has seen them all.
    // oxlint-disable no-await-in-loop
    const items = itemsOf(venue, await readConflicts(stores, venue, days), today);
    const seen = JSON.stringify(items);
    if (seen === before || items.length === 0) return;
    before = seen;
    const statements = await reopening(stores.DB_CITY, items, calendar, now, closedBy);
    if (statements.length > 0) await stores.DB_CITY.batch(statements);
    // oxlint-enable no-await-in-loop
  }
}

async function readConflicts(
  shards: Shards,
  venue: string,
  days: readonly CivilDate[],
): Promise<Conflicts[]> {
  const found = await Promise.all(
    Array.from({ length: shardCount }, async (_, shard) => {
      const db = databaseOf(shards, shard);
      const rows = await statement(
        db,
        sql`SELECT day, policy, because, count(*) AS count FROM scans
            WHERE day IN (SELECT value FROM json_each(${JSON.stringify(days)})) AND venue = ${venue} AND verdict = 'conflict'
            GROUP BY day, policy, because`,
      ).all();
      return rowsOf<Conflicts>(rows);
    }),
  );
  return found.flat();
}

function itemsOf(venue: string, conflicts: readonly Conflicts[], today: CivilDate): NewWorkItem[] {
  const groups = Map.groupBy(conflicts, ({ day, policy }) => `${policy} ${venue} ${day}`);
  return [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([reference, group]) => {
      const [{ day, policy: id } = { day: today, policy: "" }] = group;
      const policy = policyById(id);
      if (policy === undefined) return [];
      const total = group.reduce((sum, { count }) => sum + count, 0);
      const reasons = Map.groupBy(group, ({ because }) => because);
      const terms = scanTermsOf(versionOn(policy, day));
      return {
        kind: "offline-scan-conflict",
        reference,
        owner: policy.leadDepartment,
        policy: id,
        detail: {
          venue,
          day,
          conflicts: total,
          ...Object.fromEntries(
            [...reasons].map(([because, all]) => [
              because,
              all.reduce((sum, { count }) => sum + count, 0),
            ]),
          ),
          lossFen: terms?.reimbursedFen === undefined ? null : total * terms.reimbursedFen,
        },
        term: { from: today, workingDays },
      };
    });
}
