import { alarmId, receiverOf } from "#shared/alarms/alarm.ts";
import {
  alarmOf,
  type DueAlarm,
  findDueAlarms,
  markAlarmSent,
} from "#shared/alarms/find-alarms.ts";
import type { AlarmRaised } from "#shared/contract/outgoing.schema.ts";
import { findReceivers, type Receiver } from "#shared/departments/find-receivers.ts";
import { orFailed, type Outcome } from "#shared/outbox/consume-hints.ts";
import type { Task } from "#shared/outbox/task.ts";
import { deliver } from "#shared/webhooks/deliver.ts";
import { isLateOn } from "#shared/work-items/is-late.ts";
import { kindsOfWork } from "#shared/work-items/kinds.ts";
import type { WorkItemOwner } from "#shared/work-items/work-item.ts";
import type { Env } from "./env.ts";

/** A department is to be told of a work item. */
export const isAlarm = ({ kind }: Task): boolean => kind === "alarm";

/** Tells departments of their late and urgent work items. What was closed meanwhile, or told already, is not told. */
export async function alarmTasks(
  { DB_CITY, KEYRING_KEY }: Env,
  tasks: readonly Task[],
  now: Date,
): Promise<readonly Outcome[]> {
  if (tasks.length === 0) return [];
  const due = await findDueAlarms(DB_CITY, tasks.map(alarmOf));
  const owners = [...due.values()].map(({ about }) => receiverOf(ownerOf(about)));
  const receivers = await findReceivers(DB_CITY, KEYRING_KEY, "alarms", [...new Set(owners)]);
  return Promise.all(
    tasks.map(async (task) =>
      orFailed(task, async () => {
        const alarm = due.get(alarmId(alarmOf(task)));
        if (alarm === undefined) return { task, end: "settled" };
        const receiver = receivers.get(receiverOf(ownerOf(alarm.about)));
        // Whose endpoint is gone receives none; the item stays in the list.
        if (receiver === undefined) return { task, end: "settled" };
        return send(DB_CITY, task, alarm, receiver, now);
      }),
    ),
  );
}

async function send(
  city: D1Database,
  task: Task,
  alarm: DueAlarm,
  receiver: Receiver,
  now: Date,
): Promise<Outcome> {
  const id = alarmId(alarm);
  const data = dataOf(alarm);
  const delivered = await deliver({ ...receiver, id, type: "alarm.raised.v1", now, data });
  if (!delivered.ok) return { task, end: "failed", failure: delivered.because };
  await markAlarmSent(city, alarm, now);
  return { task, end: "settled" };
}

/** By the day of the alarm, so that every repetition says the same. */
function dataOf({ day, about }: DueAlarm): AlarmRaised {
  const { id, kind, owner, policy, openedAt, dueOn, detail } = about;
  return {
    item: id,
    day,
    kind,
    title: kindsOfWork[kind].title,
    owner: ownerOf({ owner }),
    ...(policy === "" ? {} : { policy }),
    openedAt: new Date(openedAt).toISOString(),
    dueOn,
    late: isLateOn(about, day),
    detail: detailOf(detail),
  };
}

/** Guarantee: `openWorkItems` wrote it, and an item without an owner is closed. */
function ownerOf({ owner }: { readonly owner: string }): WorkItemOwner {
  return owner as WorkItemOwner;
}

/** Guarantee: `openWorkItems` wrote it. */
function detailOf(text: string): AlarmRaised["detail"] {
  return JSON.parse(text) as AlarmRaised["detail"];
}
