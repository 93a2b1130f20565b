import type { NoticeRequested } from "#shared/contract/outgoing.schema.ts";
import type { Receiver } from "#shared/departments/find-receivers.ts";
import { referenceOf } from "#shared/confirmations/confirmation.ts";
import { nextMilestone } from "#shared/confirmations/milestones.ts";
import { notBefore } from "#shared/notices/quiet-hours.ts";
import { storeNotice } from "#shared/notices/store-notice.ts";
import type { Outcome } from "#shared/outbox/consume-hints.ts";
import { deliver } from "#shared/webhooks/deliver.ts";
import type { NeededNotice } from "./prepared-notice.ts";

/** Hands a message to the gateway; what follows from an open offer is the next reminder or the deadline. */
export async function sendNotice(
  db: D1Database,
  prepared: NeededNotice,
  receiver: Receiver,
  now: Date,
): Promise<Outcome> {
  const { task, noticeId, address, text, url, confirmation } = prepared;
  const quietUntil = prepared.isAwaited === true ? undefined : notBefore(now);
  const data: NoticeRequested = {
    noticeId,
    ...address,
    locale: "zh-CN",
    ...text,
    ...(url === undefined ? {} : { link: url }),
    ...(quietUntil === undefined ? {} : { notBefore: quietUntil.toISOString() }),
  };
  const type = "notice.requested.v1";
  const delivered = await deliver({ ...receiver, id: noticeId, type, now, data });
  if (!delivered.ok) return { task, end: "failed", failure: delivered.because };
  const { toldTo: subjectKey = task.subjectKey } = prepared;
  const { policy } = task;
  const statements = [
    storeNotice(db, {
      id: noticeId,
      subjectKey,
      policy,
      template: text.template,
      channel: address.channel,
      sentAt: now.getTime(),
    }),
  ];
  if (confirmation?.state !== "open") return { task, end: "settled", statements };
  return {
    task,
    end: "continued",
    statements,
    next: {
      topic: "sweep",
      kind: "deadline",
      dueAt: nextMilestone(confirmation, now),
      reference: referenceOf(confirmation),
    },
  };
}
