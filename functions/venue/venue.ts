import type { Clock } from "#shared/web/clock.ts";
import { createPageApp } from "#shared/web/create-page-app.ts";
import { pageRoutes } from "./page-routes.ts";
import type { Env } from "./env.ts";
import { shiftRoutes } from "./shift-routes.ts";
import type { VenueApp } from "./venue-app.ts";

/** What a venue's phone or tablet shows and keeps: the page that scans, and who stands at the gate. */
export function venue(clock: Clock): ExportedHandler<Env> {
  const app: VenueApp = createPageApp("venue");
  app.use(async (c, next) => {
    c.set("now", await clock(c.env));
    await next();
  });
  pageRoutes(app);
  shiftRoutes(app);
  return { fetch: app.fetch };
}
