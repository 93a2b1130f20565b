import { sql } from "drizzle-orm";
import type { Calendar } from "#shared/calendar/calendar.ts";
import { addDays } from "#shared/calendar/civil-date.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { manifests } from "#shared/db/city-work.schema.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import { isDepartmentId } from "#shared/identity/departments.ts";
import { closing } from "#shared/work-items/close-work-items.ts";
import { reopening } from "#shared/work-items/open-work-items.ts";
import type { NewWorkItem } from "#shared/work-items/work-item.ts";
import { type Gap, missingFacts } from "./gap.ts";
import { absenceOf, gapOf, heldDays, type Manifest, textOf } from "./manifest.ts";
import { digestOfMarks } from "./mark.ts";
import { countArrived, countFacts, listMarks, type Stores } from "./read-arrived.ts";

/** Within so many working days a department sends what is missing. */
const workingDays = 2;

/** What is missing is looked for again after so long, and at once when something of that day arrives. */
const againAfterMilliseconds = 3_600_000;

/** So many in one run. */
const most = 100;

/**
 * Holds manifests against what has arrived. What is missing becomes a work item of the department; when it has arrived,
 * the item closes itself.
 */
export async function settleManifests(
  stores: Stores,
  calendar: Calendar,
  now: Date,
): Promise<void> {
  const { DB_CITY: city } = stores;
  const open = rowsOf<Manifest>(
    await statement(
      city,
      sql`SELECT ${columnsOf(manifests)} FROM manifests
          WHERE settled_at IS NULL AND day >= ${addDays(shanghaiDay(now), -heldDays)}
            AND (seen IS NULL OR seen <= ${now.getTime() - againAfterMilliseconds} OR seen > ${now.getTime()})
          ORDER BY day, department, source LIMIT ${most}`,
    ).all(),
  );
  if (open.length === 0) return;
  const counts = await countArrived(stores, open);
  for (const manifest of open) {
    // One after the other: whatever is missing is looked at by its facts.
    // oxlint-disable-next-line no-await-in-loop
    const gap = await gapIn(stores, manifest, counts.get(textOf(manifest)) ?? 0);
    // oxlint-disable-next-line no-await-in-loop
    await settle(city, manifest, gap, calendar, now);
  }
}

/**
 * What is missing; undefined where nothing is. More than was reported is no gap: a system may have gone on sending. As
 * many as were reported, but others, is one: the digest tells.
 */
async function gapIn(
  stores: Stores,
  manifest: Manifest,
  arrived: number,
): Promise<Gap | undefined> {
  const { events, digest } = manifest;
  if (arrived < events) {
    const facts = missingFacts(manifest, await countFacts(stores, manifest));
    return { events: events - arrived, ...facts };
  }
  if (digest === null || arrived > events) return undefined;
  const isSame = (await digestOfMarks(await listMarks(stores, manifest))) === digest;
  return isSame ? undefined : { digest: "differs" };
}

async function settle(
  city: D1Database,
  manifest: Manifest,
  gap: Gap | undefined,
  calendar: Calendar,
  now: Date,
): Promise<void> {
  const { department, source, day, seen, heard } = manifest;
  const settledAt = gap === undefined ? now.getTime() : null;
  // Not where it has been reported anew, or something has arrived, since it was read.
  const noted = statement(
    city,
    sql`UPDATE manifests SET seen = ${now.getTime()}, settled_at = ${settledAt}
        WHERE department = ${department} AND source = ${source} AND day = ${day}
          AND heard = ${heard} AND seen IS ${seen}`,
  );
  const by = "system:sweep";
  const reported = closing(city, [absenceOf(manifest)], by, "清单已报送", now);
  const items =
    gap === undefined
      ? [closing(city, [gapOf(manifest)], by, "已补齐", now)]
      : await reopening(city, itemsOf(manifest, gap, now), calendar, now);
  await city.batch([noted, reported, ...items]);
}

function itemsOf(manifest: Manifest, gap: Gap, now: Date): NewWorkItem[] {
  const { department, source, day } = manifest;
  // Guarantee: the address of the webhook named it, and its signature was right.
  if (!isDepartmentId(department)) return [];
  const detail = { day, source, ...gap };
  const term = { from: shanghaiDay(now), workingDays };
  return [{ ...gapOf(manifest), owner: department, policy: "", detail, term }];
}
