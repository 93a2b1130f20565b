import { yearOf, type CivilDate } from "#shared/calendar/civil-date.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import type { YearlyList } from "#shared/contract/collections.schema.ts";
import type { Clock } from "#shared/web/clock.ts";
import { refuse } from "#shared/web/refusal.ts";
import { sendPage } from "#shared/web/send-page.tsx";
import type { CatalogueApp } from "../catalogue-app.ts";
import { entriesOf } from "../entry.ts";
import type { Env } from "../env.ts";
import { newestStages, readLives } from "../life.ts";
import { yearlyList } from "./yearly-list.ts";
import { yearlyListPage } from "./yearly-list.page.tsx";

/** The lists by year, for programs and as pages. */
export function addListRoutes(app: CatalogueApp, clock: Clock): void {
  const today = async (env: Env) => shanghaiDay(await clock(env));

  /** @throws {Refusal} 404 `not-found` */
  const getList = async (env: Env, year: string, on: CivilDate): Promise<YearlyList> => {
    if (!/^[12]\d{3}$/.test(year)) return refuseYear();
    const lives = await readLives(env.DB_CITY);
    return yearlyList(entriesOf(newestStages(lives)), lives, Number(year), on) ?? refuseYear();
  };

  app.get("/v1/lists/:year", async (c) =>
    c.json(await getList(c.env, c.req.param("year"), await today(c.env))),
  );
  app.get("/lists/:year", async (c) => {
    const on = await today(c.env);
    return sendPage(c, yearlyListPage(await getList(c.env, c.req.param("year"), on), on));
  });
  app.get("/lists", async (c) => c.redirect(`/lists/${yearOf(await today(c.env))}`));
}

/** @throws {Refusal} always */
function refuseYear(): never {
  return refuse(404, "not-found", {
    zh: "目录里没有这一年的内容。请从今年的清单 /lists 开始。",
    en: "The catalogue has nothing of that year. Start from this year's list at /lists.",
  });
}
