import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { readCalendar } from "#shared/calendars/read-calendar.ts";
import { closeWorkItems } from "#shared/work-items/close-work-items.ts";
import { openWorkItems } from "#shared/work-items/open-work-items.ts";
import type { WorkItemKey } from "#shared/work-items/work-item.ts";
import type { Join } from "./join.ts";

/** What fails once may pass by itself, such as a subject that many wrote at once. */
const passing = 2;

/** Nothing is paid to either number meanwhile: somebody looks into it by the next working day. */
const workingDays = 1;

const itemOf = ({ number }: Join): WorkItemKey => ({
  kind: "join-failing",
  reference: `join-${number}`,
});

/** Puts a join that goes on failing before operations. Repeated, it changes nothing. */
export async function reportFailure(city: D1Database, join: Join, now: Date): Promise<void> {
  if (join.attempts + 1 < passing) return;
  const { number, department } = join;
  const item = {
    ...itemOf(join),
    owner: "operations",
    policy: "",
    detail: { number, department },
    term: { from: shanghaiDay(now), workingDays },
  } as const;
  await openWorkItems(city, [item], await readCalendar(city), now);
}

/** Once it is done nobody need look any more. */
export async function closeFailure(city: D1Database, join: Join, now: Date): Promise<void> {
  if (join.attempts + 1 < passing) return;
  await closeWorkItems(city, [itemOf(join)], "system:joins", "done", now);
}
