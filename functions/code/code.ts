import type { Clock } from "#shared/web/clock.ts";
import { createPageApp } from "#shared/web/create-page-app.ts";
import { leaveToCity } from "./city-issues.ts";
import type { CodeApp } from "./code-app.ts";
import { counterRoutes } from "./counter-routes.ts";
import type { Env } from "./env.ts";
import { ownCodeRoutes } from "./own-code-routes.ts";
import { printedRoutes } from "./printed-routes.ts";
import { sharingRoutes } from "./sharing-routes.ts";

/** Codes: a person's own, a child's, a relative's, a company's; on the screen for a minute, on paper for half a year. */
export function code(clock: Clock): ExportedHandler<Env> {
  const app: CodeApp = createPageApp("code");
  app.use(async (c, next) => {
    c.set("now", await clock(c.env));
    await next();
  });
  leaveToCity(app);
  ownCodeRoutes(app);
  sharingRoutes(app);
  printedRoutes(app);
  counterRoutes(app);
  return { fetch: app.fetch };
}
