import { loadNoticeMatters, type NoticeMatters } from "#shared/notices/load-notice-matters.ts";
import type { Channel } from "#shared/notices/reader.ts";
import { membersOf } from "#shared/notices/together.ts";
import type { Task } from "#shared/outbox/task.ts";
import { askedBySms, prepareSmsAnswer } from "./ask-by-sms.ts";
import type { Env } from "./env.ts";
import { prepareDecidedNotice } from "./prepare-decided-notice.ts";
import { prepareNotice } from "./prepare-notice.ts";
import { prepareObjectionNotice } from "./prepare-objection-notice.ts";
import { preparePhoneCode } from "./prepare-phone-code.ts";
import { prepareTogether } from "./prepare-together.ts";
import type { PreparedNotice } from "./prepared-notice.ts";

/**
 * Works out messages from what is true now, in one round trip. What goes wrong with one is its own.
 *
 * @param after of some tasks: the channel that has not told it, on which the next one follows
 */
export async function prepareAll(
  env: Env,
  db: D1Database,
  tasks: readonly Task[],
  now: Date,
  after: ReadonlyMap<Task, Channel> = new Map(),
): Promise<PreparedNotice[]> {
  const matters = await loadNoticeMatters(db, tasks.flatMap(membersOf));
  return Promise.all(
    tasks.map(async (task) =>
      prepare(env, task, matters, now, after.get(task)).catch((error: unknown): PreparedNotice => ({
        needed: false,
        task,
        failure: String(error),
      })),
    ),
  );
}

async function prepare(
  env: Env,
  task: Task,
  matters: NoticeMatters,
  now: Date,
  after: Channel | undefined,
): Promise<PreparedNotice> {
  switch (task.kind) {
    case "phone-code":
      return preparePhoneCode(env, task, matters, now);
    case "sms-answer":
      return prepareSmsAnswer(env, task, matters);
    case "decided":
    case "mandate":
      return prepareDecidedNotice(env, task, matters, after);
    case "objection":
      return prepareObjectionNotice(env, task, matters, after);
    case "together":
      return prepareTogether(
        env,
        task,
        await Promise.all(
          membersOf(task).map(async (one) => prepareNotice(env, one, matters, after)),
        ),
      );
    default:
      return askedBySms(env, await prepareNotice(env, task, matters, after), matters, now);
  }
}
