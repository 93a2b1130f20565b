import type { NoticeRequested } from "#shared/contract/outgoing.schema.ts";
import type { Receiver } from "#shared/departments/find-receivers.ts";
import { type Confirmation, openingOf } from "#shared/confirmations/confirmation.ts";
import { nextMilestone } from "#shared/confirmations/milestones.ts";
import { storeLetter } from "#shared/letters/store-letter.ts";
import { forwardTask, isForwardable, watchedAt } from "#shared/notices/forwarding.ts";
import { messageNumber } from "#shared/notices/message-number.ts";
import { notBefore } from "#shared/notices/quiet-hours.ts";
import type { Channel } from "#shared/notices/reader.ts";
import { newNotice, type Notice, storeNotice } from "#shared/notices/store-notice.ts";
import type { Outcome } from "#shared/outbox/consume-hints.ts";
import { storeTasks } from "#shared/outbox/store-tasks.ts";
import { kindOf, newTask } from "#shared/outbox/task.ts";
import { policyById } from "#shared/policies/index.ts";
import { smsSegments } from "#shared/sms/segments.ts";
import { smsAccountFrom } from "#shared/sms/tencent-sms.ts";
import { deliver } from "#shared/webhooks/deliver.ts";
import type { Env } from "./env.ts";
import type { NeededNotice } from "./prepared-notice.ts";
import { sendBySms } from "./send-by-sms.ts";

/** The message gateway, as far as it is registered. */
export interface Gateway {
  readonly receiver: Receiver | undefined;
  /** When it last reported what became of a message; undefined where it never does. */
  readonly reportedAt: number | undefined;
}

/**
 * Sends a message: by the SMS provider where there is an account and an approved template, on paper, otherwise through the
 * gateway. Where nobody can be reached, what follows on it follows all the same.
 */
export async function sendNotice(
  env: Env,
  db: D1Database,
  prepared: NeededNotice,
  { receiver, reportedAt }: Gateway,
  now: Date,
): Promise<Outcome> {
  const { task, text, address } = prepared;
  if (address === undefined) return done(db, prepared, [], now);
  const notice = noticeOf(prepared, address.channel, now);
  if (address.channel === "paper") {
    const letter = await letterOf(env, db, prepared, notice);
    return done(db, prepared, [letter, storeNotice(db, notice)], now);
  }
  const quietUntil = prepared.isAwaited === true ? undefined : notBefore(now);
  const account = smsAccountFrom(env.SMS_ACCOUNT, env.SMS_SECRET_KEY);
  if (account?.templates[text.template] !== undefined && address.channel === "sms") {
    if (quietUntil !== undefined) return waitUntil(prepared, quietUntil);
    const sent = await sendBySms(db, account, prepared, address.to, notice, now);
    if (sent.kind === "later") return { task, end: "failed", failure: sent.because };
    const next =
      sent.kind === "elsewhere" && isForwardable(notice) ? [forwardTask(notice, now, now)] : [];
    return done(db, prepared, next.length === 0 ? [] : [storeTasks(db, next)], now);
  }
  if (receiver === undefined)
    return { task, end: "failed", failure: "the message gateway is not registered" };
  const delivered = await deliver({
    ...receiver,
    id: notice.id,
    type: "notice.requested.v1",
    now,
    data: requestOf(prepared, { channel: address.channel, to: address.to }, quietUntil),
  });
  if (!delivered.ok) return { task, end: "failed", failure: delivered.because };
  // Only of a gateway that tells what became of messages, silence says something.
  const watch =
    reportedAt !== undefined && isForwardable(notice)
      ? watchedAt(address.channel, quietUntil ?? now)
      : undefined;
  const further =
    address.isUnsure === true && isForwardable(notice)
      ? [storeTasks(db, [forwardTask(notice, watchedAt(address.channel, now), now)])]
      : [];
  return done(db, prepared, [storeNotice(db, notice), ...further], now, watch);
}

function noticeOf(prepared: NeededNotice, channel: Channel, now: Date): Notice {
  const { task, noticeId, text, toldTo, isAwaited, forwarded } = prepared;
  const about = forwarded?.about ?? task;
  // Of whom nothing else is on file, no other channel can tell it.
  const isOnFile = toldTo === undefined && isAwaited !== true;
  return newNotice({
    id: noticeId,
    first: forwarded?.first ?? "",
    subjectKey: toldTo ?? task.subjectKey,
    policy: about.policy,
    template: text.template,
    channel,
    sentAt: now.getTime(),
    locale: prepared.locale,
    kind: isOnFile ? about.kind : "",
    reference: isOnFile ? about.reference : "",
  });
}

/** The letter, on the list of the department that leads the policy: its handlers know of it anyway. */
async function letterOf(
  { VAULT_LETTER_KEY }: Env,
  db: D1Database,
  prepared: NeededNotice,
  { id, subjectKey, policy, sentAt }: Notice,
): Promise<D1PreparedStatement> {
  const department = policyById(policy)?.leadDepartment ?? "government-services";
  const letter = { id, subjectKey, policy, department, listedAt: sentAt };
  const { locale, text } = prepared;
  const words = { locale, title: text.title, body: numbered(prepared) };
  return storeLetter(db, VAULT_LETTER_KEY, letter, words);
}

/** The words with the number by which anyone asks whether the message is ours. */
function numbered({ noticeId, locale, text }: NeededNotice): string {
  const number = messageNumber(noticeId);
  return locale === "en" ? `${text.body} Message no. ${number}` : `${text.body}验真编号${number}`;
}

function requestOf(
  prepared: NeededNotice,
  address: Pick<NoticeRequested, "channel" | "to">,
  quietUntil: Date | undefined,
): NoticeRequested {
  const { noticeId, locale, text, urls } = prepared;
  const [link] = urls;
  const body = numbered(prepared);
  return {
    noticeId,
    ...address,
    locale,
    ...text,
    body,
    ...(link === undefined ? {} : { link }),
    ...(urls.length > 1 ? { links: [...urls] } : {}),
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

/**
 * The message is told. What follows from an open offer is its next reminder, or its deadline: the same row goes on as that,
 * or a new one for each of several. Of other messages it goes on as the look whether it has arrived.
 */
export function done(
  db: D1Database,
  { task, noticeId, offers }: NeededNotice,
  statements: readonly D1PreparedStatement[],
  now: Date,
  watchedOn?: Date,
): Outcome {
  const [offer] = offers;
  const watch =
    watchedOn === undefined
      ? undefined
      : ({ topic: "notify", kind: "watch", reference: noticeId, dueAt: watchedOn } as const);
  if (offer === undefined) {
    if (watch === undefined) return { task, end: "settled", statements };
    return { task, end: "continued", statements, next: { ...watch, dueAt: watch.dueAt.getTime() } };
  }
  const { subjectKey, policy } = task;
  const added = [
    ...(watch === undefined ? [] : [newTask({ ...watch, subjectKey, policy }, now)]),
    ...(task.kind === "together" ? offers.map((one) => newTask(deadlineOf(one, now), now)) : []),
  ];
  const all = added.length === 0 ? statements : [...statements, storeTasks(db, added)];
  if (task.kind === "together") return { task, end: "settled", statements: all };
  const { dueAt, kind, reference, topic } = deadlineOf(offer, now);
  const next = { topic, kind, reference };
  return { task, end: "continued", statements: all, next: { ...next, dueAt: dueAt.getTime() } };
}

function deadlineOf(offer: Confirmation, now: Date) {
  const { subjectKey, policy } = offer;
  const dueAt = new Date(nextMilestone(offer, now));
  return {
    topic: "sweep",
    kind: "deadline",
    subjectKey,
    policy,
    dueAt,
    reference: openingOf(offer),
  } as const;
}
