import type { DepartmentId } from "#shared/identity/departments.ts";
import type { Alarm } from "./inbox.schema.ts";

/** What a department was told of one of its work items, and how often. */
export type ReceivedAlarm = Alarm & {
  readonly department: DepartmentId;
  readonly received: number;
};

/** Remembers an alarm by the id of its webhook; the same one again only counts. */
export async function receiveAlarm(
  db: D1Database,
  department: DepartmentId,
  { id, data }: { readonly id: string; readonly data: Alarm },
  times: number,
  now: Date,
): Promise<void> {
  await db
    .prepare(
      `INSERT INTO alarms (alarm_id, department, data, first_received_at, received) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (alarm_id) DO UPDATE SET received = received + excluded.received`,
    )
    .bind(id, department, JSON.stringify(data), now.getTime(), times)
    .run();
}

/** The alarms in the order of arrival, at most the `limit` newest. */
export async function listAlarms(db: D1Database, limit: number): Promise<ReceivedAlarm[]> {
  const { results } = await db
    .prepare(`SELECT department, data, received FROM alarms ORDER BY number DESC LIMIT ?`)
    .bind(limit)
    .all<{ department: DepartmentId; data: string; received: number }>();
  return results.toReversed().map(({ data, ...rest }) => ({ ...alarmOf(data), ...rest }));
}

/** Guarantee: `receiveAlarm` wrote it. */
function alarmOf(data: string): Alarm {
  return JSON.parse(data) as Alarm;
}
