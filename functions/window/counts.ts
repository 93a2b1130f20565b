import { civilDate } from "#shared/calendar/civil-date.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { countsQuerySchema } from "#shared/contract/window-requests.schema.ts";
import { countVisits } from "#shared/visits/count-visits.ts";
import { refuse } from "#shared/web/refusal.ts";
import { requireRole } from "#shared/web/verify-token.ts";
import type { WindowApp } from "./window-app.ts";

/** What each clerk did on a day: whoever decides for many who are not there stands out. */
export function countRoutes(app: WindowApp): void {
  app.get("/v1/console/window/counts", async (c) => {
    requireRole(c.var.signedIn, ["auditor"]);
    const query = countsQuerySchema.safeParse(c.req.query());
    if (!query.success) {
      return refuse(400, "invalid-request", {
        zh: "日期不对：请用 day=2026-11-20 这样的写法。",
        en: "This is the filter: day, written as 2026-11-20.",
      });
    }
    const { day } = query.data;
    const on = day === undefined ? shanghaiDay(c.var.now) : civilDate(day);
    return c.json({ day: on, clerks: await countVisits(c.env, on) });
  });
}
