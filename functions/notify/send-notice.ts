import type { NoticeRequested } from "#shared/contract/outgoing.schema.ts";
import type { Receiver } from "#shared/departments/find-receivers.ts";
import { openingOf } from "#shared/confirmations/confirmation.ts";
import { nextMilestone } from "#shared/confirmations/milestones.ts";
import { pageOf } from "#shared/notices/address.ts";
import { messageNumber } from "#shared/notices/message-number.ts";
import { notBefore } from "#shared/notices/quiet-hours.ts";
import { newNotice, storeNotice } from "#shared/notices/store-notice.ts";
import type { Outcome } from "#shared/outbox/consume-hints.ts";
import { kindOf } from "#shared/outbox/task.ts";
import { policyById } from "#shared/policies/index.ts";
import { smsSegments } from "#shared/sms/segments.ts";
import { smsAccountFrom } from "#shared/sms/tencent-sms.ts";
import { deliver } from "#shared/webhooks/deliver.ts";
import type { Env } from "./env.ts";
import type { NeededNotice } from "./prepared-notice.ts";
import { sendBySms } from "./send-by-sms.ts";

/**
 * Sends a message: by the SMS provider where there is an account and an approved template, otherwise through the
 * gateway. What follows from an open offer is the next reminder or the deadline.
 */
export async function sendNotice(
  env: Env,
  db: D1Database,
  prepared: NeededNotice,
  receiver: Receiver,
  now: Date,
): Promise<Outcome> {
  const { task, noticeId, text } = prepared;
  const quietUntil = prepared.isAwaited === true ? undefined : notBefore(now);
  const account = smsAccountFrom(env.SMS_ACCOUNT, env.SMS_SECRET_KEY);
  let { address } = prepared;
  const notice = newNotice({
    id: noticeId,
    subjectKey: prepared.toldTo ?? task.subjectKey,
    policy: task.policy,
    template: text.template,
    channel: address.channel,
    sentAt: now.getTime(),
    locale: prepared.locale,
    kind: task.kind,
    reference: task.reference,
  });
  if (account?.templates[text.template] !== undefined && address.channel === "sms") {
    if (quietUntil !== undefined) return waitUntil(prepared, quietUntil);
    const sent = await sendBySms(db, account, prepared, notice, now);
    if (sent.kind === "later") return { task, end: "failed", failure: sent.because };
    if (sent.kind === "sent") return done(prepared, [], now);
    address = pageOf(task.subjectKey, policyById(task.policy)?.subject ?? "person");
  }
  const delivered = await deliver({
    ...receiver,
    id: noticeId,
    type: "notice.requested.v1",
    now,
    data: requestOf({ ...prepared, address }, quietUntil),
  });
  if (!delivered.ok) return { task, end: "failed", failure: delivered.because };
  return done(prepared, [storeNotice(db, { ...notice, channel: address.channel })], now);
}

function requestOf(
  { noticeId, address, locale, text, url }: NeededNotice,
  quietUntil: Date | undefined,
): NoticeRequested {
  const number = messageNumber(noticeId);
  const body =
    locale === "en" ? `${text.body} Message no. ${number}` : `${text.body}验真编号${number}`;
  return {
    noticeId,
    ...address,
    locale,
    ...text,
    body,
    ...(url === undefined ? {} : { link: url }),
    ...(address.channel === "sms" ? { segments: smsSegments(body) } : {}),
    ...(quietUntil === undefined ? {} : { notBefore: quietUntil.toISOString() }),
  };
}

/** The provider sends at once, so the message itself waits for the morning. */
function waitUntil({ task }: NeededNotice, until: Date): Outcome {
  const { reference } = task;
  return {
    task,
    end: "continued",
    next: { topic: "notify", kind: kindOf(task), reference, dueAt: until.getTime() },
  };
}

function done(
  { task, confirmation }: NeededNotice,
  statements: readonly D1PreparedStatement[],
  now: Date,
): Outcome {
  if (confirmation?.state !== "open") return { task, end: "settled", statements };
  return {
    task,
    end: "continued",
    statements,
    next: {
      topic: "sweep",
      kind: "deadline",
      dueAt: nextMilestone(confirmation, now),
      reference: openingOf(confirmation),
    },
  };
}
