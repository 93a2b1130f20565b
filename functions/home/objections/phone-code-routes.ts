import { zValidator } from "@hono/zod-validator";
import {
  phoneCodeCheckSchema,
  phoneCodeRequestSchema,
} from "#shared/contract/objections.schema.ts";
import { databaseOf, shardOf } from "#shared/db/shards.ts";
import { askCode } from "#shared/phone-codes/ask-code.ts";
import { codeLifetimeSeconds, pauseSeconds, phoneCodeId } from "#shared/phone-codes/phone-code.ts";
import { verifyCode } from "#shared/phone-codes/verify-code.ts";
import { refuse } from "#shared/web/refusal.ts";
import { refuseInvalid } from "#shared/web/refuse-invalid.ts";
import type { HomeApp } from "../home-app.ts";
import { sealVerified, verifiedSeconds } from "./verified-phone.ts";

/** One-time codes: the message is made and sent by `notify`; here nobody knows the digits. */
export function phoneCodeRoutes(app: HomeApp): void {
  app.post(
    "/v1/phone-codes",
    zValidator("json", phoneCodeRequestSchema, refuseInvalid),
    async (c) => {
      const { env } = c;
      const { phone } = c.req.valid("json");
      const id = await phoneCodeId(env.VAULT_OBJECTOR_KEY, phone);
      const db = databaseOf(env, shardOf(id));
      if (!(await askCode(db, env, env.VAULT_OBJECTOR_KEY, { id, phone }, c.var.now))) {
        return refuse(
          429,
          "too-many-requests",
          {
            zh: "验证码一分钟只发一次，一天最多五次。请稍后再试，或者登录后提出。",
            en: "A code is sent once in a minute and five times in a day. Try again later, or sign in.",
          },
          { headers: { "Retry-After": String(pauseSeconds) } },
        );
      }
      const told = { expiresInSeconds: codeLifetimeSeconds, nextInSeconds: pauseSeconds };
      return c.json(told, 202);
    },
  );

  app.post(
    "/v1/phone-codes/verification",
    zValidator("json", phoneCodeCheckSchema, refuseInvalid),
    async (c) => {
      const { env } = c;
      const { now } = c.var;
      const { phone, code: digits } = c.req.valid("json");
      const id = await phoneCodeId(env.VAULT_OBJECTOR_KEY, phone);
      const db = databaseOf(env, shardOf(id));
      if (!(await verifyCode(db, env.VAULT_OBJECTOR_KEY, { id, digits }, now))) {
        return refuse(403, "code-not-valid", {
          zh: "验证码不对、已过期，或者试错太多次。没有改动任何内容。请重新获取验证码。",
          en: "The code is wrong, has expired, or was tried too often; nothing was changed. Ask for a new one.",
        });
      }
      const expiresAt = new Date(now.getTime() + verifiedSeconds * 1000).toISOString();
      const verification = await sealVerified(env.VAULT_OBJECTOR_KEY, phone, now);
      return c.json({ verification, expiresAt });
    },
  );
}
