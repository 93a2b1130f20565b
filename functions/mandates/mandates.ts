import type { Clock } from "#shared/web/clock.ts";
import { createPageApp } from "#shared/web/create-page-app.ts";
import type { Env } from "./env.ts";
import type { MandatesApp } from "./mandates-app.ts";
import { jsonRoutes } from "./json-routes.ts";
import { pageRoutes } from "./page-routes.ts";

/** Signed-in people and companies' clerks: whom they charge with deciding in their stead, and for whom they decide. */
export function mandates(clock: Clock): ExportedHandler<Env> {
  const app: MandatesApp = createPageApp("mandates");
  app.use(async (c, next) => {
    c.set("now", await clock(c.env));
    await next();
  });
  jsonRoutes(app);
  pageRoutes(app);
  return { fetch: app.fetch };
}
