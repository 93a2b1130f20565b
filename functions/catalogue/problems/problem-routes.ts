import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import type { Clock } from "#shared/web/clock.ts";
import { isProblemCode, problemTypes } from "#shared/web/problem-types.ts";
import { wantsPage } from "#shared/web/problem.ts";
import { sendPage } from "#shared/web/send-page.tsx";
import type { CatalogueApp } from "../catalogue-app.ts";
import { problemTypePage } from "./problem-type.page.tsx";

/** What the problem types mean that answers name. */
export function addProblemRoutes(app: CatalogueApp, clock: Clock): void {
  app.get("/problems/:code", async (c) => {
    const code = c.req.param("code");
    if (!isProblemCode(code)) return c.notFound();
    c.header("Vary", "Accept");
    if (wantsPage(c)) return sendPage(c, problemTypePage(code, shanghaiDay(await clock(c.env))));
    const { zh, en } = problemTypes[code];
    return c.json({ type: `/problems/${code}`, title: `${zh} ${en}` });
  });
}
