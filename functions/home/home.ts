import type { Clock } from "#shared/web/clock.ts";
import { createPageApp } from "#shared/web/create-page-app.ts";
import type { Env } from "./env.ts";
import type { HomeApp } from "./home-app.ts";
import { meRoutes } from "./me/me-routes.ts";
import { offerRoutes } from "./me/offer-routes.ts";
import { hintRoutes } from "./objections/hint-routes.ts";
import { objectionRoutes } from "./objections/objection-routes.ts";
import { objectionPages } from "./objections/page-routes.ts";
import { phoneCodeRoutes } from "./objections/phone-code-routes.ts";
import { signInRoutes } from "./sign-in/sign-in-routes.ts";
import { signOutRoutes } from "./sign-in/sign-out-routes.ts";

/** Signed-in people: citizens, and clerks of organisations. */
export function home(clock: Clock): ExportedHandler<Env> {
  const app: HomeApp = createPageApp("home");
  app.use(async (c, next) => {
    c.set("now", await clock(c.env));
    await next();
  });
  signInRoutes(app);
  signOutRoutes(app);
  meRoutes(app);
  offerRoutes(app);
  phoneCodeRoutes(app);
  objectionRoutes(app);
  hintRoutes(app);
  objectionPages(app);
  return { fetch: app.fetch };
}
