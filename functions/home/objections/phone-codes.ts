import { databaseOf, shardOf } from "#shared/db/shards.ts";
import { askCode } from "#shared/phone-codes/ask-code.ts";
import { pauseSeconds, phoneCodeId } from "#shared/phone-codes/phone-code.ts";
import { verifyCode } from "#shared/phone-codes/verify-code.ts";
import { refuse } from "#shared/web/refusal.ts";
import type { HomeContext } from "../home-app.ts";

/** Has a code sent to a phone; refuses where it is too often. */
export async function sendCode(c: HomeContext, phone: string): Promise<void> {
  const { env } = c;
  const id = await phoneCodeId(env.VAULT_OBJECTOR_KEY, phone);
  const db = databaseOf(env, shardOf(id));
  if (await askCode(db, env, env.VAULT_OBJECTOR_KEY, { id, phone }, c.var.now)) return;
  refuse(
    429,
    "too-many-requests",
    {
      zh: "验证码一分钟只发一次，一天最多五次。请稍后再试，或者登录后提出。",
      en: "A code is sent once in a minute and five times in a day. Try again later, or sign in.",
    },
    { headers: { "Retry-After": String(pauseSeconds) } },
  );
}

/** Refuses unless the digits are those that were sent to the phone. */
export async function checkPhone(
  c: HomeContext,
  { phone, code: digits }: { readonly phone: string; readonly code: string },
): Promise<void> {
  const { env } = c;
  const id = await phoneCodeId(env.VAULT_OBJECTOR_KEY, phone);
  const db = databaseOf(env, shardOf(id));
  if (await verifyCode(db, env.VAULT_OBJECTOR_KEY, { id, digits }, c.var.now)) return;
  refuse(403, "code-not-valid", {
    zh: "验证码不对、已过期，或者试错太多次。没有改动任何内容。请重新获取验证码。",
    en: "The code is wrong, has expired, or was tried too often; nothing was changed. Ask for a new one.",
  });
}
