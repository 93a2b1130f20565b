import { fen } from "#shared/money/fen.ts";
import { composeAnswer, composeAsked } from "#shared/notices/compose-replies.ts";
import { addressOf, localeOf } from "#shared/notices/address.ts";
import type { NoticeMatters } from "#shared/notices/load-notice-matters.ts";
import type { Task } from "#shared/outbox/task.ts";
import { policyById } from "#shared/policies/index.ts";
import { payeeOf } from "#shared/rules/fulfilment.ts";
import { readAnswer } from "#shared/sms-replies/answer.ts";
import { mayBeAsked } from "#shared/sms-replies/may-be-asked.ts";
import { phoneIndex } from "#shared/sms-replies/phone-index.ts";
import { askBySms } from "#shared/sms-replies/question.ts";
import { observedOf } from "#shared/subjects/contact.ts";
import type { Env } from "./env.ts";
import { noticeId, type PreparedNotice, withoutLink } from "./prepared-notice.ts";

/**
 * The same message for somebody without a smartphone: it says how to answer by text message, and carries no link. Whatever
 * may not be answered so stays as it is.
 */
export async function askedBySms(
  env: Env,
  prepared: PreparedNotice,
  { repliers, subjects, amounts }: NoticeMatters,
  now: Date,
): Promise<PreparedNotice> {
  if (!prepared.needed) return prepared;
  const { task, address, offers, locale } = prepared;
  const [confirmation] = offers;
  const isAsking = task.kind === "offer" || task.kind === "reminder";
  const subject = subjects.get(task.subjectKey);
  const policy = policyById(task.policy);
  if (!isAsking || address?.channel !== "sms" || confirmation === undefined) return prepared;
  if (subject === undefined || policy === undefined || !repliers.has(task.subjectKey))
    return prepared;
  const { accountMasked, premiumAccountMasked, accountVersion } = subject;
  const onFile = { account: accountMasked, "premium-account": premiumAccountMasked };
  const phoneDigest = observedOf(subject.contact).phone?.digest;
  if (phoneDigest === undefined || !mayBeAsked(policy.id, payeeOf(policy.fulfilment, onFile)))
    return prepared;
  const { subjectKey, commitment, scope, generation, deadlineAt } = confirmation;
  const number = await askBySms(
    env,
    {
      phoneIndex: await phoneIndex(env.PHONE_INDEX_KEY, address.to),
      subjectKey,
      policy: policy.id,
      commitment,
      scope,
      generation,
      accountVersion,
      phoneDigest,
      notice: prepared.noticeId,
    },
    now,
  );
  if (number === undefined) return prepared;
  const amount = amounts.get(`${subjectKey} ${policy.id} ${scope}`) ?? null;
  const amountFen = amount === null ? null : fen(amount);
  const isReminder = task.kind === "reminder";
  const asked = { policy, amountFen, deadlineAt, number, isReminder };
  const reader = { locale, channel: address.channel };
  // It is answered by a number, and so stands alone.
  const { benefit: _, ...alone } = prepared;
  return { ...alone, text: composeAsked(asked, reader), links: [], urls: [] };
}

/** The answer to a reply; whoever has written waits for it, at night too. */
export async function prepareSmsAnswer(
  env: Env,
  task: Task,
  { subjects }: NoticeMatters,
): Promise<PreparedNotice> {
  const subject = subjects.get(task.subjectKey);
  if (subject === undefined) throw new Error(`outbox row ${task.id} names no known subject`);
  // Whoever has written by text message is answered so.
  const address = await addressOf(env.VAULT_PHONE_KEY, { ...subject, hasApp: 0 }, task.kind);
  const locale = localeOf(subject);
  return {
    needed: true,
    task,
    locale,
    noticeId: await noticeId(task.subjectKey, `${task.kind} ${task.reference}`),
    address,
    text: composeAnswer(readAnswer(task), { locale, channel: "sms" }),
    ...withoutLink,
    isAwaited: true,
  };
}
