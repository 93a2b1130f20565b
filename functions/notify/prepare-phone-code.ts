import type { NoticeMatters } from "#shared/notices/load-notice-matters.ts";
import type { Task } from "#shared/outbox/task.ts";
import {
  codeLifetimeSeconds,
  digitsOf,
  hashOfDigits,
  phoneContext,
} from "#shared/phone-codes/phone-code.ts";
import { open } from "#shared/sealing/seal.ts";
import type { Env } from "./env.ts";
import { noticeId, type PreparedNotice, withoutLink } from "./prepared-notice.ts";

/** The message with a one-time code; not needed once it was used, has expired, or another one was asked for. */
export async function preparePhoneCode(
  env: Env,
  task: Task,
  { phoneCodes }: NoticeMatters,
  now: Date,
): Promise<PreparedNotice> {
  const code = phoneCodes.get(task.subjectKey);
  if (code === undefined || code.nonce !== task.reference || code.expiresAt <= now.getTime())
    return { needed: false, task };
  const { id, nonce, phoneSealed } = code;
  const phone = await open(env.VAULT_OBJECTOR_KEY, phoneContext(id), phoneSealed);
  if (phone === undefined) throw new Error("a phone cannot be opened: the vault's key is wrong");
  const digits = await digitsOf(env.LINK_KEYS, code);
  return {
    needed: true,
    task,
    noticeId: await noticeId(id, `phone-code ${nonce}`),
    address: { channel: "sms", to: phone },
    // Who asks is not known, and so neither is the language.
    locale: "zh-CN",
    text: {
      template: "phone-code.v1",
      title: "验证码",
      body: `【免申即享】验证码${digits}，用于验证手机号后提出公示异议，${codeLifetimeSeconds / 60}分钟内有效，请勿告诉他人。不是您本人操作的，请忽略。`,
    },
    ...withoutLink,
    isAwaited: true,
    code: { id, nonce, codeHash: await hashOfDigits(env.VAULT_OBJECTOR_KEY, id, digits) },
  };
}
