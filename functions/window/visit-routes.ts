import {
  counterDecisionRequestSchema,
  visitRequestSchema,
} from "#shared/contract/window-requests.schema.ts";
import { findSubjectKey } from "#shared/subjects/find-subject-key.ts";
import { readJson } from "#shared/web/read-json.ts";
import { requireRole } from "#shared/web/verify-token.ts";
import { decideInVisit, toldVisit, visitOf } from "./serve.ts";
import { welcome } from "./welcome.ts";
import type { WindowApp } from "./window-app.ts";

/** The counter, for other systems: a service centre's own software. */
export function visitRoutes(app: WindowApp): void {
  app.use("/v1/console/window/visits/*", async (c, next) => {
    requireRole(c.var.signedIn, ["window"]);
    await next();
  });

  app.post("/v1/console/window/visits", async (c) => {
    const { signedIn, now } = c.var;
    requireRole(signedIn, ["window"]);
    const { subject, purpose } = await readJson(c, visitRequestSchema);
    const { subject: self } = signedIn;
    const selfKey = self === undefined ? undefined : await findSubjectKey(c.env, c.env, self);
    const visit = await welcome(c.env, signedIn, selfKey, subject, now);
    return c.json(await toldVisit(c.env, signedIn, visit, purpose, now), 201);
  });

  app.get("/v1/console/window/visits/:visit", async (c) => {
    const { signedIn, now } = c.var;
    const visit = await visitOf(c.env, signedIn, c.req.param("visit"), now);
    const purpose = visit.mandate === null ? "本人到窗口办理" : "受托人到窗口办理";
    return c.json(await toldVisit(c.env, signedIn, visit, purpose, now));
  });

  app.post("/v1/console/window/visits/:visit/decisions", async (c) => {
    const { signedIn, now } = c.var;
    const { offer, decision, askedAgain } = await readJson(c, counterDecisionRequestSchema);
    const visit = await visitOf(c.env, signedIn, c.req.param("visit"), now);
    const said = { offer, decision, askedAgain: askedAgain === true };
    return c.json(await decideInVisit(c.env, signedIn, visit, said, now));
  });
}
