import type { Clock } from "#shared/web/clock.ts";
import { createStaffApp } from "#shared/web/create-staff-app.ts";
import type { Env } from "./env.ts";
import { hintRoutes } from "./hints.ts";
import { objectionRoutes } from "./objections.ts";
import { recoveryRoutes } from "./recoveries.ts";
import { resumptionRoutes } from "./resumptions.ts";

/** Staff put right what went wrong: objections and hints, payments that failed, and what was paid too much. */
export function remedy(clock: Clock): ExportedHandler<Env> {
  const app = createStaffApp<Env>("remedy", clock);
  hintRoutes(app);
  objectionRoutes(app);
  recoveryRoutes(app);
  resumptionRoutes(app);
  return { fetch: app.fetch };
}
