import type { Clock } from "#shared/web/clock.ts";
import type { CatalogueApp } from "../catalogue-app.ts";
import { entriesOf } from "../entry.ts";
import { newestStages, readLives } from "../life.ts";
import { atomFeed } from "./atom.ts";
import { changesOf } from "./change.ts";

/** The feed of changes. */
export function addChangeRoutes(app: CatalogueApp, clock: Clock): void {
  app.get("/changes.atom", async (c) => {
    const now = await clock(c.env);
    const lives = await readLives(c.env.DB_CITY);
    const changes = changesOf(entriesOf(newestStages(lives)), lives, now);
    return c.body(atomFeed(changes, new URL(c.req.url).origin, now), 200, {
      "Content-Type": "application/atom+xml; charset=utf-8",
    });
  });
}
