import { civilDate } from "#shared/calendar/civil-date.ts";
import {
  counterMandateRequestSchema,
  guardianshipRequestSchema,
  smsRepliesRequestSchema,
} from "#shared/contract/window-requests.schema.ts";
import { readJson } from "#shared/web/read-json.ts";
import {
  endInVisit,
  grantInVisit,
  openForAnother,
  ownVisit,
  recordGuardian,
  recordSmsReplies,
} from "./acts.ts";
import { toldVisit } from "./serve.ts";
import type { WindowApp } from "./window-app.ts";

/**
 * Mandates at the counter: granted with both cards seen, recorded of parents and guardians, ended, and used. And who answers
 * messages by text message.
 */
export function mandateRoutes(app: WindowApp): void {
  app.post("/v1/console/window/visits/:visit/mandates", async (c) => {
    const { signedIn, now } = c.var;
    const { agent, policies = [], until } = await readJson(c, counterMandateRequestSchema);
    const visit = await ownVisit(c.env, signedIn, c.req.param("visit"), now);
    await grantInVisit(c.env, signedIn, visit, { agent, policies, until: civilDate(until) }, now);
    return c.json(await toldVisit(c.env, signedIn, visit, "登记委托", now), 201);
  });

  app.post("/v1/console/window/visits/:visit/guardianships", async (c) => {
    const { signedIn, now } = c.var;
    const request = await readJson(c, guardianshipRequestSchema);
    const visit = await ownVisit(c.env, signedIn, c.req.param("visit"), now);
    const until = request.kind === "court" ? civilDate(request.until) : undefined;
    await recordGuardian(c.env, signedIn, visit, { ward: request.ward, until }, now);
    return c.json(await toldVisit(c.env, signedIn, visit, "登记监护", now), 201);
  });

  app.post("/v1/console/window/visits/:visit/mandates/:mandate/end", async (c) => {
    const { signedIn, now } = c.var;
    const visit = await ownVisit(c.env, signedIn, c.req.param("visit"), now);
    await endInVisit(c.env, signedIn, visit, c.req.param("mandate"), now);
    return c.json(await toldVisit(c.env, signedIn, visit, "撤销委托", now));
  });

  app.post("/v1/console/window/visits/:visit/mandates/:mandate/visits", async (c) => {
    const { signedIn, now } = c.var;
    const visit = await ownVisit(c.env, signedIn, c.req.param("visit"), now);
    const opened = await openForAnother(c.env, signedIn, visit, c.req.param("mandate"), now);
    return c.json(await toldVisit(c.env, signedIn, opened, "受托人到窗口办理", now), 201);
  });

  app.post("/v1/console/window/visits/:visit/sms-replies", async (c) => {
    const { signedIn, now } = c.var;
    const { wanted } = await readJson(c, smsRepliesRequestSchema);
    const visit = await ownVisit(c.env, signedIn, c.req.param("visit"), now);
    await recordSmsReplies(c.env, signedIn, visit, wanted, now);
    return c.json(await toldVisit(c.env, signedIn, visit, "登记短信回复", now));
  });
}
