import { countState } from "#shared/statistics/count-state.ts";
import { requireRole } from "#shared/web/verify-token.ts";
import type { ConsoleApp } from "./console-app.ts";

/** How the whole stands, in numbers that name nobody. */
export function statisticsRoutes(app: ConsoleApp): void {
  app.get("/v1/console/statistics", async (c) => {
    requireRole(c.var.signedIn, ["coordinator", "data-centre", "auditor"]);
    return c.json(await countState(c.env));
  });
}
