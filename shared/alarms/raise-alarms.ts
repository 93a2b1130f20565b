import { sql } from "drizzle-orm";
import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { byShard, databaseOf, keyOnShard, type Shards } from "#shared/db/shards.ts";
import { rowsOf, statement } from "#shared/db/statement.ts";
import { sendHints } from "#shared/outbox/send-hints.ts";
import { storeTasks } from "#shared/outbox/store-tasks.ts";
import { newTask, type Task } from "#shared/outbox/task.ts";
import type { QueueBindings } from "#shared/queues.ts";
import { urgentKinds } from "#shared/work-items/kinds.ts";
import { alarmId, type AlarmKey } from "./alarm.ts";

/** So many are handed on in one run. */
const most = 500;

interface Unhanded extends AlarmKey {
  readonly raisedAt: number;
}

/**
 * Raises an alarm about every open work item that is late, once a day, and once about one that is urgent; whose owner
 * receives none is passed over. Then hands those to the outbox that are not there yet: one that was handed twice because
 * a run broke off is the same task, and the same webhook.
 */
export async function raiseAlarms(
  stores: Shards & QueueBindings & { readonly DB_CITY: D1Database },
  now: Date,
): Promise<void> {
  const { DB_CITY: city } = stores;
  const [, unhanded] = await city.batch([
    newAlarms(city, shanghaiDay(now), now),
    statement(
      city,
      sql`SELECT item, day, raised_at AS "raisedAt" FROM work_item_alarms WHERE handed_at IS NULL
          ORDER BY raised_at LIMIT ${most}`,
    ),
  ]);
  const alarms = rowsOf<Unhanded>(unhanded);
  if (alarms.length === 0) return;
  const tasks: Task[] = [];
  for (const [shard, ofShard] of byShard(alarms, ({ item }) => item)) {
    const made = ofShard.map((alarm) => alarmTask(alarm, shard, now));
    const isNew = sql`NOT EXISTS (SELECT 1 FROM outbox WHERE due_at = value ->> '$.dueAt' AND id = value ->> '$.id')`;
    // Two shards, one after the other.
    // oxlint-disable-next-line no-await-in-loop
    await storeTasks(databaseOf(stores, shard), made, isNew).run();
    tasks.push(...made);
  }
  await statement(
    city,
    sql`UPDATE work_item_alarms SET handed_at = ${now.getTime()} WHERE handed_at IS NULL
        AND (item, day) IN (SELECT value ->> 0, value ->> 1
          FROM json_each(${JSON.stringify(alarms.map(({ item, day }) => [item, day]))}))`,
  ).run();
  await sendHints(stores, tasks);
}

function newAlarms(city: D1Database, today: CivilDate, now: Date): D1PreparedStatement {
  const isUrgent = sql`kind IN (SELECT value FROM json_each(${JSON.stringify(urgentKinds)}))`;
  return statement(
    city,
    sql`INSERT INTO work_item_alarms (item, day, raised_at)
        SELECT id, ${today}, ${now.getTime()} FROM work_items WHERE closed_at IS NULL
          AND EXISTS (SELECT 1 FROM endpoints WHERE purpose = 'alarms'
            AND department = CASE owner WHEN 'operations' THEN 'government-services' ELSE owner END)
          AND ((due_on < ${today} AND NOT EXISTS (SELECT 1 FROM work_item_alarms AS a WHERE a.item = id AND a.day = ${today}))
            OR (${isUrgent} AND NOT EXISTS (SELECT 1 FROM work_item_alarms AS a WHERE a.item = id)))
        ON CONFLICT DO NOTHING`,
  );
}

function alarmTask(alarm: Unhanded, shard: number, now: Date): Task {
  const task = newTask(
    {
      topic: "notify",
      kind: "alarm",
      subjectKey: keyOnShard(shard),
      policy: "",
      reference: `${alarm.item} ${alarm.day}`,
      dueAt: new Date(alarm.raisedAt),
    },
    now,
  );
  return { ...task, id: alarmId(alarm) };
}
