import { zValidator } from "@hono/zod-validator";
import {
  phoneCodeCheckSchema,
  phoneCodeRequestSchema,
} from "#shared/contract/objections.schema.ts";
import { codeLifetimeSeconds, pauseSeconds } from "#shared/phone-codes/phone-code.ts";
import { refuseInvalid } from "#shared/web/refuse-invalid.ts";
import type { HomeApp } from "../home-app.ts";
import { checkPhone, sendCode } from "./phone-codes.ts";
import { sealVerified, verifiedSeconds } from "../verified-phone.ts";

/** One-time codes: the message is made and sent by `notify`; here nobody knows the digits. */
export function phoneCodeRoutes(app: HomeApp): void {
  app.post(
    "/v1/phone-codes",
    zValidator("json", phoneCodeRequestSchema, refuseInvalid),
    async (c) => {
      await sendCode(c, c.req.valid("json").phone);
      return c.json({ expiresInSeconds: codeLifetimeSeconds, nextInSeconds: pauseSeconds }, 202);
    },
  );

  app.post(
    "/v1/phone-codes/verification",
    zValidator("json", phoneCodeCheckSchema, refuseInvalid),
    async (c) => {
      const { now } = c.var;
      const check = c.req.valid("json");
      await checkPhone(c, check);
      const expiresAt = new Date(now.getTime() + verifiedSeconds * 1000).toISOString();
      const verification = await sealVerified(c.env.VAULT_OBJECTOR_KEY, check.phone, now);
      return c.json({ verification, expiresAt });
    },
  );
}
