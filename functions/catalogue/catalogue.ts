import { etag } from "hono/etag";
import openApi from "#shared/contract/openapi.txt";
import type { Clock } from "#shared/web/clock.ts";
import { createPageApp } from "#shared/web/create-page-app.ts";
import { addChangeRoutes } from "./changes/change-routes.ts";
import { addCheckRoutes } from "./check/check-routes.ts";
import { addCollectionRoutes } from "./collections/collection-routes.ts";
import type { Env } from "./env.ts";
import { addHomeRoutes } from "./home/home-routes.ts";
import { addListRoutes } from "./lists/list-routes.ts";
import { addNotYetRoutes } from "./not-yet/not-yet-routes.ts";
import { addPolicyRoutes } from "./policies/policy-routes.ts";
import { addPolicyPages } from "./policy/page-routes.ts";
import { addProblemRoutes } from "./problems/problem-routes.ts";
import { addPublicityRoutes } from "./publicity/publicity-routes.ts";
import { addStatisticsRoutes } from "./statistics/statistics-routes.ts";

/** The public's view: policies, their changes, the interface's document. A GET reads the city and writes nothing. */
export function catalogue(clock: Clock): ExportedHandler<Env> {
  const app = catalogueApp(clock);
  return { fetch: (request, env, context) => app.fetch(request, env, context) };
}

/** The application behind `catalogue`, for requests without a Worker. */
export function catalogueApp(clock: Clock) {
  const app = createPageApp<Env>("catalogue");
  app.get("/healthz", (c) => c.json({ status: "ok" }));

  app.use(etag(), async (c, next) => {
    await next();
    // Short: what is in force changes at midnight, and a stage at any time.
    if (c.res.ok && !c.res.headers.has("Cache-Control"))
      c.header("Cache-Control", "public, max-age=300");
  });
  app.get("/openapi.json", (c) => c.body(openApi, 200, { "Content-Type": "application/json" }));
  addHomeRoutes(app, clock);
  addPolicyRoutes(app, clock);
  addPolicyPages(app, clock);
  addCheckRoutes(app, clock);
  addCollectionRoutes(app, clock);
  addListRoutes(app, clock);
  addChangeRoutes(app, clock);
  addStatisticsRoutes(app, clock);
  addNotYetRoutes(app, clock);
  addPublicityRoutes(app, clock);
  addProblemRoutes(app, clock);
  return app;
}
