import { zValidator } from "@hono/zod-validator";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { policyFilterSchema, policyQuerySchema } from "#shared/contract/policies.schema.ts";
import { readStages } from "#shared/stages/read-stages.ts";
import type { Clock } from "#shared/web/clock.ts";
import { refuseInvalid } from "#shared/web/refuse-invalid.ts";
import type { CatalogueApp } from "../catalogue-app.ts";
import { entriesOf } from "../entry.ts";
import { filterPolicies } from "../filter-policies.ts";
import { policyDetail } from "../policy-detail.ts";
import { readDetail } from "../read-detail.ts";
import { listPolicies } from "../list-policies.ts";
import { policiesCsv } from "./policies-csv.ts";

/** The catalogue for programs: the list, the table, one policy. */
export function addPolicyRoutes(app: CatalogueApp, clock: Clock): void {
  app.get("/v1/policies", zValidator("query", policyQuerySchema, refuseInvalid), async (c) => {
    const query = c.req.valid("query");
    const on = shanghaiDay(await clock(c.env));
    const entries = entriesOf(await readStages(c.env.DB_CITY));
    return c.json(listPolicies(filterPolicies(entries, query, on), query));
  });

  app.get("/v1/policies.csv", zValidator("query", policyFilterSchema, refuseInvalid), async (c) => {
    const on = shanghaiDay(await clock(c.env));
    const entries = entriesOf(await readStages(c.env.DB_CITY));
    const ids = new Set(filterPolicies(entries, c.req.valid("query"), on).map(({ id }) => id));
    const details = entries
      .filter(({ policy }) => ids.has(policy.id))
      .map((entry) => policyDetail(entry, [], on));
    return c.body(policiesCsv(details), 200, {
      "Content-Type": "text/csv; charset=utf-8; header=present",
      "Content-Disposition": `attachment; filename="policies.csv"; filename*=UTF-8''${encodeURIComponent("示例目录.csv")}`,
    });
  });

  app.get("/v1/policies/:id", async (c) => {
    const on = shanghaiDay(await clock(c.env));
    return c.json((await readDetail(c.env.DB_CITY, c.req.param("id"), on)).detail);
  });
}
