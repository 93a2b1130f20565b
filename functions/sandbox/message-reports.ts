import { zValidator } from "@hono/zod-validator";
import type { Hono } from "hono";
import * as z from "zod/mini";
import { eventResultsSchema } from "#shared/contract/events.schema.ts";
import { receipts } from "#shared/db/enumerations.ts";
import type { AppEnv } from "#shared/web/create-app.ts";
import { refuseInvalid } from "#shared/web/refuse-invalid.ts";
import { refuse } from "#shared/web/refusal.ts";
import type { SandboxEnv } from "./env.ts";
import { findMessage } from "./received.ts";
import { sendAsGateway } from "./send-as-gateway.ts";
import type { World } from "./world.ts";

const reportSchema = z.object({ noticeId: z.string(), result: z.enum(receipts) });
type MessageReport = z.output<typeof reportSchema>;

const reasons: Readonly<Partial<Record<MessageReport["result"], string>>> = {
  failed: "UNDELIV",
  rejected: "NO-SUCH-ADDRESS",
};

/** The gateway reports what became of a message that it was given: a call, and a button of the page. */
export function addMessageReports(app: Hono<AppEnv<SandboxEnv>>, world: World): void {
  app.post(
    "/sandbox/messages/:noticeId/:result",
    zValidator("param", reportSchema, refuseInvalid),
    async (c) => reportMessage(world, c.env, c.req.valid("param")),
  );
  app.post(
    "/sandbox/actions/report-message",
    zValidator("form", reportSchema, refuseInvalid),
    async (c) => {
      const report = c.req.valid("form");
      const response = await reportMessage(world, c.env, report);
      const answer = response.ok ? eventResultsSchema.parse(await response.json()).results : [];
      const ok = answer.length > 0 && answer.every(({ status }) => status !== "rejected");
      return c.redirect(`/sandbox?did=report-message&result=${report.result}&ok=${ok}`, 303);
    },
  );
}

async function reportMessage(
  world: World,
  env: SandboxEnv,
  { noticeId, result }: MessageReport,
): Promise<Response> {
  const message = await findMessage(env.DB_SANDBOX, noticeId);
  if (message === undefined)
    return refuse(404, "not-found", {
      zh: "网关没有收到过这条消息，没有回报任何结果。",
      en: "The gateway has received no such message; nothing was reported.",
    });
  const reason = reasons[result];
  const at = (await world.clock(env)).toISOString();
  const { channel } = message;
  const data = { noticeId, channel, result, at, ...(reason === undefined ? {} : { reason }) };
  return sendAsGateway(world, env, { type: "notice.reported.v1", data });
}
