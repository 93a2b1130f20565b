import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import type { Clock } from "#shared/web/clock.ts";
import { sendPage } from "#shared/web/send-page.tsx";
import type { CatalogueApp } from "../catalogue-app.ts";
import { readDetail } from "../read-detail.ts";
import { policyPage } from "./policy.page.tsx";

/** The page of each entry. */
export function addPolicyPages(app: CatalogueApp, clock: Clock): void {
  app.get("/policies/:id", async (c) => {
    const on = shanghaiDay(await clock(c.env));
    const { entry, detail } = await readDetail(c.env.DB_CITY, c.req.param("id"), on);
    return sendPage(c, policyPage(entry, detail, on));
  });
}
