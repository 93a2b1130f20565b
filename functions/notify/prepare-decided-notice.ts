import { addressOf, localeOf } from "#shared/notices/address.ts";
import { composeDecided, composeMandate } from "#shared/notices/compose-decided.ts";
import type { NoticeMatters } from "#shared/notices/load-notice-matters.ts";
import type { Channel, Reader } from "#shared/notices/reader.ts";
import { readTold } from "#shared/notices/told-decision.ts";
import type { Task } from "#shared/outbox/task.ts";
import { policyById } from "#shared/policies/index.ts";
import type { Env } from "./env.ts";
import { noticeId, type PreparedNotice, withoutLink } from "./prepared-notice.ts";

/** A message about what was decided at a counter or in the subject's stead, or about who may decide from now on. */
export async function prepareDecidedNotice(
  env: Env,
  task: Task,
  { subjects }: NoticeMatters,
  after?: Channel,
): Promise<PreparedNotice> {
  const subject = subjects.get(task.subjectKey);
  if (subject === undefined) throw new Error(`outbox row ${task.id} names no known subject`);
  const address = await addressOf(env.VAULT_PHONE_KEY, subject, task.kind, after);
  const locale = localeOf(subject);
  const reader = { locale, channel: address?.channel ?? "paper" };
  return {
    needed: true,
    task,
    locale,
    noticeId: await noticeId(task.subjectKey, `${task.kind} ${task.reference}`),
    address,
    text: task.kind === "mandate" ? composeMandate(reader) : decided(task, reader),
    ...withoutLink,
  };
}

function decided(task: Task, reader: Reader) {
  const policy = policyById(task.policy);
  if (policy === undefined) throw new Error(`outbox row ${task.id} names no known policy`);
  return composeDecided(policy, readTold(task), reader);
}
