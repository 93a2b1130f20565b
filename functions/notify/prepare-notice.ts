import {
  type ConfirmationState,
  isOfOpening,
  keyOf,
  offerText,
} from "#shared/confirmations/confirmation.ts";
import { hashOfCode, linkCode } from "#shared/confirmations/link.ts";
import { fen } from "#shared/money/fen.ts";
import { addressOf, localeOf } from "#shared/notices/address.ts";
import type { Channel, Reader } from "#shared/notices/reader.ts";
import { adjustmentIn } from "#shared/adjustments/adjustment.ts";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { composeRecovery } from "#shared/notices/compose-recovery.ts";
import type { RecoveryNoticeKind } from "#shared/notices/recovery-facts.ts";
import { compose } from "#shared/notices/compose.ts";
import type { NoticeKind } from "#shared/notices/notice-text.ts";
import type { NoticeMatters } from "#shared/notices/load-notice-matters.ts";
import type { Task } from "#shared/outbox/task.ts";
import { policyById } from "#shared/policies/index.ts";
import type { Policy } from "#shared/rules/policy.ts";
import type { Env } from "./env.ts";
import {
  type NeededNotice,
  noticeId,
  type PreparedNotice,
  withoutLink,
} from "./prepared-notice.ts";

/** The state in which a confirmation's message still makes sense. */
const fittingState: Partial<Record<NoticeKind, ConfirmationState>> = {
  offer: "open",
  reminder: "open",
  lapsed: "lapsed",
  announcement: "announced",
  continued: "confirmed",
};

/** Works out one message from what is true now; a message whose occasion has passed is not needed. */
export async function prepareNotice(
  env: Env,
  task: Task,
  matters: NoticeMatters,
  after?: Channel,
): Promise<PreparedNotice> {
  const policy = policyById(task.policy);
  const subject = matters.subjects.get(task.subjectKey);
  const kind = noticeKindOf(task.kind);
  const recoveryKind = recoveryKinds.find((one) => one === task.kind);
  if (policy === undefined || subject === undefined || (kind ?? recoveryKind) === undefined) {
    throw new Error(`outbox row ${task.id} names no known policy, subject or kind of message`);
  }
  // Who answers by text message has no app.
  const reached = matters.repliers.has(task.subjectKey) ? { ...subject, hasApp: 0 } : subject;
  const address = await addressOf(env.VAULT_PHONE_KEY, reached, task.kind, after);
  const reader: Reader = { locale: localeOf(subject), channel: address?.channel ?? "paper" };
  const told = { needed: true, task, address, locale: reader.locale } as const;
  if (kind === undefined) return aboutRecovery(told, policy, reader, recoveryKind, matters);
  if (kind === "fulfilled" || kind === "returned" || kind === "suspended") {
    const instruction = matters.instructions.get(task.reference);
    if (instruction === undefined) return { needed: false, task };
    const amountFen = instruction.amountFen === null ? null : fen(instruction.amountFen);
    return {
      ...told,
      noticeId: await noticeId(task.subjectKey, `${kind} ${task.reference}`),
      text: compose(kind, { policy, amountFen, deadlineAt: null, link: undefined }, reader),
      ...withoutLink,
    };
  }
  const key = keyOf(task);
  const confirmation = matters.confirmations.find(
    (one) =>
      one.subjectKey === key.subjectKey &&
      one.policy === key.policy &&
      one.commitment === key.commitment &&
      one.scope === key.scope,
  );
  if (
    confirmation === undefined ||
    confirmation.state !== fittingState[kind] ||
    !isOfOpening(task, confirmation)
  )
    return { needed: false, task };
  const { generation, deadlineAt } = confirmation;
  const code = await linkCode(env.LINK_KEYS, key, generation);
  const url = `${env.PUBLIC_ORIGIN}/c#${code}`;
  const amount = matters.amounts.get(`${task.subjectKey} ${task.policy} ${key.scope}`) ?? null;
  const facts = {
    policy,
    amountFen: amount === null ? null : fen(amount),
    deadlineAt,
    link: url,
    again: generation > 1,
  };
  return {
    ...told,
    noticeId: await noticeId(
      task.subjectKey,
      `${kind} ${offerText(key, generation)} ${task.reference}`,
    ),
    text: compose(kind, facts, reader),
    links: [{ ...key, secretHash: await hashOfCode(code), generation }],
    urls: [url],
    offers: confirmation.state === "open" ? [confirmation] : [],
    ...(kind === "offer" || kind === "announcement" || kind === "continued"
      ? { benefit: { kind, facts } }
      : {}),
  };
}

/** What is claimed back is told with what is true of it now. */
async function aboutRecovery(
  told: Pick<NeededNotice, "needed" | "task" | "address" | "locale">,
  policy: Policy,
  reader: Reader,
  kind: RecoveryNoticeKind | undefined,
  { adjustments }: NoticeMatters,
): Promise<PreparedNotice> {
  const { task } = told;
  const recovery = adjustments.get(adjustmentIn(task));
  if (recovery === undefined || kind === undefined) return { needed: false, task };
  const { state, amountFen, repaidFen, dueOn } = recovery;
  const isOfRest = kind === "recovery-set-off" || kind === "recovery-owed-again";
  const left = isOfRest ? amountFen - repaidFen : amountFen;
  const facts = {
    policy,
    amountFen: fen(state === "void" ? 0 : left),
    dueOn: dueOn === null ? null : civilDate(dueOn),
  };
  return {
    ...told,
    noticeId: await noticeId(task.subjectKey, `${kind} ${task.reference}`),
    text: composeRecovery(kind, facts, reader),
    ...withoutLink,
  };
}

const recoveryKinds = [
  "recovery-announced",
  "recovery-decided",
  "recovery-changed",
  "recovery-withdrawn",
  "recovery-set-off",
  "recovery-owed-again",
  "recovered",
] as const satisfies readonly RecoveryNoticeKind[];

const noticeKinds = [
  "offer",
  "reminder",
  "lapsed",
  "announcement",
  "continued",
  "fulfilled",
  "returned",
  "suspended",
] as const satisfies readonly NoticeKind[];

function noticeKindOf(text: string): NoticeKind | undefined {
  return noticeKinds.find((kind) => kind === text);
}
