import type { Clock } from "#shared/web/clock.ts";
import { createStaffApp } from "#shared/web/create-staff-app.ts";
import type { Env } from "./env.ts";
import { enrolmentRoutes } from "./enrolments.ts";
import { offlineRoutes } from "./offline-routes.ts";
import { scanRoutes } from "./scans.ts";
import { settlementRoutes } from "./settlement-routes.ts";
import { venueRoutes } from "./venue-routes.ts";

/** Venues scan codes and read cards: what is due is granted at the gate, with nothing to prove. */
export function scan(clock: Clock): ExportedHandler<Env> {
  const app = createStaffApp<Env>("scan", clock);
  scanRoutes(app, clock);
  offlineRoutes(app, clock);
  enrolmentRoutes(app, clock);
  venueRoutes(app);
  settlementRoutes(app);
  return { fetch: app.fetch };
}
