import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import type { Clock } from "#shared/web/clock.ts";
import { sendPage } from "#shared/web/send-page.tsx";
import type { CatalogueApp } from "../catalogue-app.ts";
import { readDetail } from "../read-detail.ts";
import { scriptPath } from "./check-address.ts";
import script from "./check-script.txt";
import { checkPage } from "./check.page.tsx";
import { trialOf } from "./trial-of.ts";

/** 我符合吗: the page on which a policy is tried, and the one script that tries them all. */
export function addCheckRoutes(app: CatalogueApp, clock: Clock): void {
  app.get("/policies/:id/check", async (c) => {
    const on = shanghaiDay(await clock(c.env));
    const { entry, detail } = await readDetail(c.env.DB_CITY, c.req.param("id"), on);
    const trial = entry.judgedBy === "people" ? "by-people" : trialOf(entry.policy, on);
    return sendPage(c, checkPage(detail, trial, on));
  });

  app.get(scriptPath, (c) =>
    c.body(script, 200, {
      "Content-Type": "text/javascript; charset=utf-8",
      "Cache-Control": "public, max-age=31536000, immutable",
    }),
  );
}
