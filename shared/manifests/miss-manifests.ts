import { sql } from "drizzle-orm";
import type { Calendar } from "#shared/calendar/calendar.ts";
import { addDays } from "#shared/calendar/civil-date.ts";
import { shanghaiDay, shanghaiHour } from "#shared/calendar/shanghai.ts";
import { rowsOf, statement } from "#shared/db/statement.ts";
import { isDepartmentId } from "#shared/identity/departments.ts";
import { openWorkItems } from "#shared/work-items/open-work-items.ts";
import { absenceOf, type ManifestKey } from "./manifest.ts";

/** At this hour the manifest of the day before should be there. */
const dueHour = 12;
/** A system that reported on so many of the last seven days reports every day. */
const daily = 5;
const workingDays = 1;

/** A system that sends a manifest every day and has sent none of yesterday: that one may have been lost itself. */
export async function missManifests(
  city: D1Database,
  calendar: Calendar,
  now: Date,
): Promise<void> {
  if (shanghaiHour(now) < dueHour) return;
  const today = shanghaiDay(now);
  const day = addDays(today, -1);
  const missing = rowsOf<Pick<ManifestKey, "department" | "source">>(
    await statement(
      city,
      sql`SELECT department, source FROM manifests WHERE day BETWEEN ${addDays(day, -7)} AND ${day}
          GROUP BY 1, 2 HAVING count(*) >= ${daily} AND max(day) < ${day}
            AND NOT EXISTS (SELECT 1 FROM work_items WHERE kind = 'manifest-missing'
              AND reference = department || ' ' || ${day} || ' ' || source)`,
    ).all(),
  );
  const items = missing.flatMap(({ department, source }) =>
    isDepartmentId(department)
      ? {
          ...absenceOf({ department, source, day }),
          owner: department,
          policy: "",
          detail: { day, source },
          term: { from: today, workingDays },
        }
      : [],
  );
  if (items.length > 0) await openWorkItems(city, items, calendar, now);
}
