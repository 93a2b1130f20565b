import { findReceivers, type Receiver } from "#shared/departments/find-receivers.ts";
import { loadNoticeMatters, type NoticeMatters } from "#shared/notices/load-notice-matters.ts";
import { storeLinks } from "#shared/notices/store-notice.ts";
import { consumeHints, orFailed, type Outcome } from "#shared/outbox/consume-hints.ts";
import { storeCodes } from "#shared/phone-codes/store-code.ts";
import type { Task } from "#shared/outbox/task.ts";
import type { Clock } from "#shared/web/clock.ts";
import { healthOnly } from "#shared/web/health-only.ts";
import { alarmTasks, isAlarm } from "./alarm-tasks.ts";
import { askedBySms, prepareSmsAnswer } from "./ask-by-sms.ts";
import { caseTasks, isOfCases } from "./case-tasks.ts";
import type { Env } from "./env.ts";
import { prepareDecidedNotice } from "./prepare-decided-notice.ts";
import { prepareNotice } from "./prepare-notice.ts";
import { prepareObjectionNotice } from "./prepare-objection-notice.ts";
import type { PreparedNotice } from "./prepared-notice.ts";
import { preparePhoneCode } from "./prepare-phone-code.ts";
import { sendNotice } from "./send-notice.ts";

const gateway = "government-services";

/**
 * Messages to people: the link is made here, by the only function that holds its key. And the steps of cases to the
 * one-stop platform.
 */
export function notify(clock: Clock): ExportedHandler<Env> {
  return {
    fetch: healthOnly("notify"),
    async queue(batch, env) {
      const now = await clock(env);
      await consumeHints(batch, env, now, async (_shard, db, all) => {
        const told = [
          ...(await alarmTasks(env, all.filter(isAlarm), now)),
          ...(await caseTasks(env, db, all.filter(isOfCases), now)),
        ];
        const tasks = all.filter((task) => !isAlarm(task) && !isOfCases(task));
        if (tasks.length === 0) return told;
        const [matters, receivers] = await Promise.all([
          loadNoticeMatters(db, tasks),
          findReceivers(env.DB_CITY, env.KEYRING_KEY, "notices", [gateway]),
        ]);
        const prepared = await Promise.all(
          tasks.map(async (task) =>
            prepare(env, task, matters, now).catch((error: unknown): PreparedNotice => ({
              needed: false,
              task,
              failure: String(error),
            })),
          ),
        );
        // A link is valid before its message leaves: people are quick.
        await storeLinks(
          db,
          prepared.flatMap((one) => (one.needed && one.link ? [one.link] : [])),
        );
        await storeCodes(
          db,
          prepared.flatMap((one) => (one.needed && one.code ? [one.code] : [])),
        );
        const sent = await Promise.all(
          prepared.map(async (one) =>
            orFailed(one.task, async () => settle(env, db, one, receivers.get(gateway), now)),
          ),
        );
        return [...told, ...sent];
      });
    },
  };
}

async function prepare(
  env: Env,
  task: Task,
  matters: NoticeMatters,
  now: Date,
): Promise<PreparedNotice> {
  switch (task.kind) {
    case "phone-code":
      return preparePhoneCode(env, task, matters, now);
    case "sms-answer":
      return prepareSmsAnswer(env, task, matters);
    case "decided":
    case "mandate":
      return prepareDecidedNotice(env, task, matters);
    case "objection":
      return prepareObjectionNotice(env, task, matters);
    default:
      return askedBySms(env, await prepareNotice(env, task, matters), matters, now);
  }
}

async function settle(
  env: Env,
  db: D1Database,
  prepared: PreparedNotice,
  receiver: Receiver | undefined,
  now: Date,
): Promise<Outcome> {
  const { task } = prepared;
  // What it was about has been decided or has ended since.
  if (!prepared.needed) {
    const { failure } = prepared;
    return failure === undefined
      ? { task, end: "settled" }
      : { task, end: "failed", failure, isUnforeseen: true };
  }
  if (receiver === undefined)
    return { task, end: "failed", failure: "the message gateway is not registered" };
  return sendNotice(env, db, prepared, receiver, now);
}
