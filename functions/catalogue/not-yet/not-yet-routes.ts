import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { readReadiness } from "#shared/readiness/read-obstacles.ts";
import type { Clock } from "#shared/web/clock.ts";
import { sendPage } from "#shared/web/send-page.tsx";
import type { CatalogueApp } from "../catalogue-app.ts";
import type { Env } from "../env.ts";
import { notYetOf } from "./not-yet-of.ts";
import { notYetPage } from "./not-yet.page.tsx";

/** 还没有自动办理的, for people and for programs. */
export function addNotYetRoutes(app: CatalogueApp, clock: Clock): void {
  const read = async (env: Env) => {
    const now = await clock(env);
    const on = shanghaiDay(now);
    return { on, notYet: notYetOf(await readReadiness(env.DB_CITY, on, now), on) };
  };

  app.get("/v1/not-yet", async (c) => c.json((await read(c.env)).notYet));
  app.get("/not-yet", async (c) => {
    const { on, notYet } = await read(c.env);
    return sendPage(c, notYetPage(notYet, on));
  });
}
