import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { selectWaiting, type Waiting } from "#shared/delays/select-waiting.ts";
import { rowsOf } from "#shared/db/statement.ts";
import {
  measuresFrom,
  selectNewestMeasures,
  type StoredMeasure,
} from "#shared/measures/read-newest-measures.ts";
import { policies } from "#shared/policies/index.ts";
import { selectStages, stagesFrom, type StoredStage } from "#shared/stages/select-stages.ts";
import type { Clock } from "#shared/web/clock.ts";
import { sendPage } from "#shared/web/send-page.tsx";
import type { CatalogueApp } from "../catalogue-app.ts";
import { entriesOf } from "../entry.ts";
import type { Env } from "../env.ts";
import { statisticsOf } from "./statistics-of.ts";
import { statisticsPage } from "./statistics.page.tsx";

/** Statistics, for people and for programs. */
export function addStatisticsRoutes(app: CatalogueApp, clock: Clock): void {
  const read = async ({ DB_CITY: city }: Env, on: CivilDate) => {
    const ids = policies.map(({ id }) => id);
    const [stages, measures, waiting] = await city.batch([
      selectStages(city),
      selectNewestMeasures(city, ids),
      selectWaiting(city, on),
    ]);
    const entries = entriesOf(stagesFrom(rowsOf<StoredStage>(stages)));
    const measured = measuresFrom(rowsOf<StoredMeasure>(measures));
    return statisticsOf(entries, measured, rowsOf<Waiting>(waiting), on);
  };

  app.get("/v1/statistics", async (c) => {
    const on = shanghaiDay(await clock(c.env));
    return c.json(await read(c.env, on));
  });
  app.get("/statistics", async (c) => {
    const on = shanghaiDay(await clock(c.env));
    return sendPage(c, statisticsPage(await read(c.env, on), on));
  });
}
