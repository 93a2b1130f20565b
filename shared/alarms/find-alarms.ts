import { sql } from "drizzle-orm";
import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { workItems } from "#shared/db/city-work.schema.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import type { Task } from "#shared/outbox/task.ts";
import type { WorkItem } from "#shared/work-items/work-item.ts";
import { alarmId, type AlarmKey } from "./alarm.ts";

/** An alarm that is still to be sent: its item is open. */
export interface DueAlarm extends AlarmKey {
  readonly about: WorkItem;
}

/** Which alarm a task is to send. Guarantee: `raiseAlarms` made it. */
export function alarmOf({ reference }: Pick<Task, "reference">): AlarmKey {
  const [item = "", day = ""] = reference.split(" ");
  return { item, day: day as CivilDate };
}

/** Those of these alarms that were not sent yet and whose work item is still open, by their id. */
export async function findDueAlarms(
  city: D1Database,
  keys: readonly AlarmKey[],
): Promise<ReadonlyMap<string, DueAlarm>> {
  const pairs = JSON.stringify(keys.map(({ item, day }) => [item, day]));
  const rows = rowsOf<WorkItem & Pick<AlarmKey, "day">>(
    await statement(
      city,
      sql`SELECT ${columnsOf(workItems)}, a.day FROM work_item_alarms AS a JOIN work_items ON work_items.id = a.item
          WHERE (a.item, a.day) IN (SELECT value ->> 0, value ->> 1 FROM json_each(${pairs}))
            AND a.sent_at IS NULL AND work_items.closed_at IS NULL`,
    ).all(),
  );
  return new Map(
    rows.map(({ day, ...about }) => {
      const alarm = { item: about.id, day, about };
      return [alarmId(alarm), alarm];
    }),
  );
}

/** Notes that an alarm has arrived. */
export async function markAlarmSent(
  city: D1Database,
  { item, day }: AlarmKey,
  now: Date,
): Promise<void> {
  await statement(
    city,
    sql`UPDATE work_item_alarms SET sent_at = ${now.getTime()} WHERE item = ${item} AND day = ${day} AND sent_at IS NULL`,
  ).run();
}
