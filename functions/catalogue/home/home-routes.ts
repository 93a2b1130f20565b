import { zValidator } from "@hono/zod-validator";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { readStages } from "#shared/stages/read-stages.ts";
import type { Clock } from "#shared/web/clock.ts";
import { refuseInvalid } from "#shared/web/refuse-invalid.ts";
import { sendPage } from "#shared/web/send-page.tsx";
import type { CatalogueApp } from "../catalogue-app.ts";
import { entriesOf } from "../entry.ts";
import { filterPolicies } from "../filter-policies.ts";
import { listPolicies } from "../list-policies.ts";
import { homeQuerySchema } from "./home-query.schema.ts";
import { homePage } from "./home.page.tsx";

/** The page at `/`: search, filters, entrances. */
export function addHomeRoutes(app: CatalogueApp, clock: Clock): void {
  app.get("/", zValidator("query", homeQuerySchema, refuseInvalid), async (c) => {
    const query = c.req.valid("query");
    const on = shanghaiDay(await clock(c.env));
    const entries = entriesOf(await readStages(c.env.DB_CITY));
    const list = listPolicies(filterPolicies(entries, query, on), query);
    return sendPage(c, homePage(list, filterPolicies(entries, {}, on), query, on));
  });
  app.get("/policies", (c) => c.redirect("/"));
}
