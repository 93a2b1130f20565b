import { zValidator } from "@hono/zod-validator";
import * as z from "zod/mini";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import {
  publicityCursorSchema,
  publicityFilters,
  publicityQuerySchema,
} from "#shared/contract/publicity.schema.ts";
import { policyById } from "#shared/policies/index.ts";
import { countPublished, listPublished } from "#shared/publicity/list-published.ts";
import type { Clock } from "#shared/web/clock.ts";
import { refuse } from "#shared/web/refusal.ts";
import { refuseInvalid } from "#shared/web/refuse-invalid.ts";
import { forbidToKeep, sendPage } from "#shared/web/send-page.tsx";
import type { CatalogueApp } from "../catalogue-app.ts";
import { publicityOf } from "./publicity-of.ts";
import { publicityPage } from "./publicity.page.tsx";

const perPage = 50;

/** People's addresses carry what they carry: a strange value means no filter. */
const pageQuerySchema = z.object({
  // oxlint-disable-next-line promise/valid-params -- no promise: zod's own catch
  district: z.catch(publicityFilters.district, () => undefined),
  // oxlint-disable-next-line promise/valid-params -- as above
  cursor: z.catch(publicityCursorSchema, () => undefined),
});

/** What is in publicity, for programs and for people. Neither may be indexed or kept: it vanishes when it closes. */
export function addPublicityRoutes(app: CatalogueApp, clock: Clock): void {
  app.get("/v1/publicity", zValidator("query", publicityQuerySchema, refuseInvalid), async (c) => {
    const { limit = perPage, ...filter } = c.req.valid("query");
    const on = shanghaiDay(await clock(c.env));
    forbidToKeep(c);
    return c.json(publicityOf(await listPublished(c.env.DB_CITY, filter, limit, on), limit));
  });

  app.get("/publicity", zValidator("query", pageQuerySchema, refuseInvalid), async (c) => {
    const on = shanghaiDay(await clock(c.env));
    const query = c.req.valid("query");
    const rows = await listPublished(c.env.DB_CITY, query, perPage, on);
    const counts = await countPublished(c.env.DB_CITY, on);
    return sendPage(c, publicityPage(publicityOf(rows, perPage), { query, counts }, on));
  });

  app.get("/publicity/:policy", zValidator("query", pageQuerySchema, refuseInvalid), async (c) => {
    const on = shanghaiDay(await clock(c.env));
    const policy = policyById(c.req.param("policy"));
    if (policy === undefined) {
      return refuse(404, "unknown-policy", {
        zh: "目录里没有这项政策。请从 /publicity 查看全部公示。",
        en: "The catalogue has no such policy. See /publicity for all lists.",
      });
    }
    const query = { ...c.req.valid("query"), policy: policy.id };
    const rows = await listPublished(c.env.DB_CITY, query, perPage, on);
    return sendPage(c, publicityPage(publicityOf(rows, perPage), { query, policy }, on));
  });
}
