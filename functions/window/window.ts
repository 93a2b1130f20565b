import type { Clock } from "#shared/web/clock.ts";
import { refusalPage } from "#shared/web/components/refusal.page.tsx";
import { createStaffApp } from "#shared/web/create-staff-app.ts";
import { sendPage } from "#shared/web/send-page.tsx";
import { countRoutes } from "./counts.ts";
import type { Env } from "./env.ts";
import { mandateRoutes } from "./mandate-routes.ts";
import { pageRoutes } from "./pages/page-routes.ts";
import { signInRoutes } from "./pages/sign-in-routes.ts";
import { visitRoutes } from "./visit-routes.ts";

/**
 * Without a smartphone: the counter of a community service centre, where a clerk writes down what the person says. For the
 * centre's own software, and as pages.
 */
export function windowFunction(clock: Clock): ExportedHandler<Env> {
  const app = createStaffApp<Env>("window", clock, async (c, refusal) =>
    sendPage(c, refusalPage(refusal), refusal.status),
  );
  visitRoutes(app);
  mandateRoutes(app);
  countRoutes(app);
  app.use("/window/*", async (c, next) => {
    c.set("now", await clock(c.env));
    await next();
  });
  signInRoutes(app);
  pageRoutes(app);
  return { fetch: app.fetch };
}
