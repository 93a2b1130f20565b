import { messageNumber } from "#shared/notices/message-number.ts";
import {
  claimNotice,
  type Notice,
  rejectNotice,
  releaseNotice,
} from "#shared/notices/store-notice.ts";
import { sendByTencent, type TencentSmsAccount } from "#shared/sms/tencent-sms.ts";
import type { NeededNotice } from "./prepared-notice.ts";

/** `elsewhere`: another channel must tell it, for this one has not, or nobody knows whether it has. */
export type SmsSent =
  | { readonly kind: "sent" }
  | { readonly kind: "elsewhere" }
  | { readonly kind: "later"; readonly because: string };

/**
 * Sends a message by the provider's own interface, at most once: the provider knows no repetition by its id, so the
 * message is claimed before it leaves. What was claimed and not answered for is never sent again this way.
 */
export async function sendBySms(
  db: D1Database,
  account: TencentSmsAccount,
  { text, urls }: NeededNotice,
  phone: string,
  notice: Notice,
  now: Date,
): Promise<SmsSent> {
  if (!(await claimNotice(db, notice))) return { kind: "elsewhere" };
  // Its number is the last place of every approved template.
  const values = [text.title, ...urls, messageNumber(notice.id)];
  const message = { noticeId: notice.id, phone, template: text.template, values };
  const outcome = await sendByTencent(account, message, now);
  switch (outcome.kind) {
    case "accepted":
      return { kind: "sent" };
    case "unknown":
      console.warn(`notify: nobody knows whether an SMS was sent: ${outcome.because}`);
      return { kind: "elsewhere" };
    case "refused":
      if (outcome.isPassing) {
        await releaseNotice(db, notice.id);
        return { kind: "later", because: outcome.because };
      }
      await rejectNotice(db, notice.id, outcome.because, now);
      console.warn(`notify: the SMS provider refused a message: ${outcome.because}`);
      return { kind: "elsewhere" };
  }
  return outcome satisfies never;
}
