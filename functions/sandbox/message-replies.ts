import { zValidator } from "@hono/zod-validator";
import type { Hono } from "hono";
import * as z from "zod/mini";
import { randomId } from "#shared/sealing/digest.ts";
import type { AppEnv } from "#shared/web/create-app.ts";
import { refuseInvalid } from "#shared/web/refuse-invalid.ts";
import { refuse } from "#shared/web/refusal.ts";
import type { SandboxEnv } from "./env.ts";
import { findMessage } from "./received.ts";
import { sendAsGateway } from "./send-as-gateway.ts";
import type { World } from "./world.ts";

const replySchema = z.strictObject({
  text: z.string().check(z.maxLength(500)),
  /** Another phone than the one that got the message. */
  from: z.optional(z.string()),
  /** The gateway does not always know which message is answered. */
  names: z._default(z.boolean(), true),
  /** The reply's own id, and when it was sent; new and now, without. */
  id: z.optional(z.string()),
  at: z.optional(z.string()),
});

/** Somebody answers a message by a text message, and the gateway tells us. */
export function addMessageReplies(app: Hono<AppEnv<SandboxEnv>>, world: World): void {
  app.post(
    "/sandbox/messages/:noticeId/replies",
    zValidator("json", replySchema, refuseInvalid),
    async (c) => {
      const message = await findMessage(c.env.DB_SANDBOX, c.req.param("noticeId"));
      if (message === undefined) {
        return refuse(404, "not-found", {
          zh: "网关没有收到过这条消息。",
          en: "The gateway has received no such message.",
        });
      }
      const { text, from = message.to, names, id = randomId(), at } = c.req.valid("json");
      const sent = at ?? (await world.clock(c.env)).toISOString();
      const noticeId = names ? { noticeId: message.noticeId } : {};
      return sendAsGateway(world, c.env, {
        type: "notice.replied.v1",
        data: { ...noticeId, from, to: "12345", text, at: sent, id },
      });
    },
  );
}
