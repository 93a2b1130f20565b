import { zValidator } from "@hono/zod-validator";
import { etag } from "hono/etag";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { openApiDocument } from "#shared/contract/openapi.ts";
import { policyQuerySchema } from "#shared/contract/policies.schema.ts";
import { routes, schemas, webhooks } from "#shared/contract/routes.ts";
import { policies, policyById } from "#shared/policies/index.ts";
import type { Policy } from "#shared/rules/policy.ts";
import type { Clock } from "#shared/web/clock.ts";
import { createApp } from "#shared/web/create-app.ts";
import { isProblemCode, problemTypes } from "#shared/web/problem-types.ts";
import { wantsPage } from "#shared/web/problem.ts";
import { refuse } from "#shared/web/refusal.ts";
import { refuseInvalid } from "#shared/web/refuse-invalid.ts";
import { sendPage } from "#shared/web/send-page.tsx";
import type { Env } from "./env.ts";
import { homeQuerySchema } from "./home-query.schema.ts";
import { homePage } from "./home.page.tsx";
import { listPolicies } from "./list-policies.ts";
import { policyDetail } from "./policy-view.ts";
import { policyPage } from "./policy.page.tsx";
import { problemTypePage } from "./problem-type.page.tsx";

/** The public's view: policies, the interface's document, problem types. A GET writes nothing. */
export function catalogue(clock: Clock): ExportedHandler<Env> {
  const app = catalogueApp(clock);
  return { fetch: (request, env, context) => app.fetch(request, env, context) };
}

/** The application behind `catalogue`, for requests without a Worker. */
export function catalogueApp(clock: Clock) {
  const app = createApp<Env>("catalogue");
  const today = async (env: Env) => shanghaiDay(await clock(env));

  app.get("/healthz", (c) => c.json({ status: "ok" }));

  app.use(etag(), async (c, next) => {
    await next();
    // Short: what is in force changes at midnight.
    if (c.res.ok) c.header("Cache-Control", "public, max-age=300");
  });

  app.get("/v1/policies", zValidator("query", policyQuerySchema, refuseInvalid), async (c) =>
    c.json(listPolicies(policies, c.req.valid("query"), await today(c.env))),
  );
  app.get("/v1/policies/:id", async (c) =>
    c.json(policyDetail(getPolicy(c.req.param("id")), await today(c.env))),
  );
  app.get("/openapi.json", (c) => c.json(openApiDocument(routes, schemas, webhooks)));

  app.get("/", zValidator("query", homeQuerySchema, refuseInvalid), async (c) => {
    const query = c.req.valid("query");
    return sendPage(c, homePage(listPolicies(policies, query, await today(c.env)), query));
  });
  app.get("/policies/:id", async (c) =>
    sendPage(c, policyPage(getPolicy(c.req.param("id")), await today(c.env))),
  );
  app.get("/problems/:code", (c) => {
    const code = c.req.param("code");
    if (!isProblemCode(code)) return c.notFound();
    c.header("Vary", "Accept");
    if (wantsPage(c)) return sendPage(c, problemTypePage(code));
    const { zh, en } = problemTypes[code];
    return c.json({ type: `/problems/${code}`, title: `${zh} ${en}` });
  });
  return app;
}

/** @throws {Refusal} 404 `unknown-policy` */
function getPolicy(id: string): Policy {
  return (
    policyById(id) ??
    refuse(404, "unknown-policy", {
      zh: "目录里没有这项政策。请从 /v1/policies 查看全部政策。",
      en: "The catalogue has no such policy. See /v1/policies for all of them.",
    })
  );
}
