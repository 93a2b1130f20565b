import type { Clock } from "#shared/web/clock.ts";
import { createStaffApp } from "#shared/web/create-staff-app.ts";
import { countRoutes } from "./counts.ts";
import type { Env } from "./env.ts";
import { mandateRoutes, smsReplyRoutes } from "./mandate-routes.ts";
import { visitRoutes } from "./visit-routes.ts";

/** Without a smartphone: the counter of a community service centre, where a clerk writes down what the person says. */
export function windowFunction(clock: Clock): ExportedHandler<Env> {
  const app = createStaffApp<Env>("window", clock);
  visitRoutes(app);
  mandateRoutes(app);
  smsReplyRoutes(app);
  countRoutes(app);
  return { fetch: app.fetch };
}
