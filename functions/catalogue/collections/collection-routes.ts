import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { collectionIds, isCollection, type CollectionId } from "#shared/rules/listing.ts";
import { readStages } from "#shared/stages/read-stages.ts";
import type { Clock } from "#shared/web/clock.ts";
import { refuse } from "#shared/web/refusal.ts";
import { sendPage } from "#shared/web/send-page.tsx";
import type { CatalogueApp } from "../catalogue-app.ts";
import { entriesOf } from "../entry.ts";
import type { Env } from "../env.ts";
import { collectionOf, collectionsOf } from "./collection.ts";
import { collectionPage } from "./collection.page.tsx";

/** The collections 专区, for programs and as pages. */
export function addCollectionRoutes(app: CatalogueApp, clock: Clock): void {
  const read = async (env: Env) => ({
    entries: entriesOf(await readStages(env.DB_CITY)),
    on: shanghaiDay(await clock(env)),
  });

  app.get("/v1/collections", async (c) => {
    const { entries, on } = await read(c.env);
    return c.json(collectionsOf(entries, on));
  });
  app.get("/v1/collections/:id", async (c) => {
    const id = getCollection(c.req.param("id"));
    const { entries, on } = await read(c.env);
    return c.json(collectionOf(id, entries, on));
  });
  app.get("/collections/:id", async (c) => {
    const id = getCollection(c.req.param("id"));
    const { entries, on } = await read(c.env);
    return sendPage(c, collectionPage(collectionOf(id, entries, on), on));
  });
}

/** @throws {Refusal} 404 `not-found` */
function getCollection(id: string): CollectionId {
  if (isCollection(id)) return id;
  const known = collectionIds.join(", ");
  return refuse(404, "not-found", {
    zh: `没有这个专区。现有：${known}。`,
    en: `There is no such collection. These exist: ${known}.`,
  });
}
