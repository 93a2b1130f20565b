import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { Collection, Collections } from "#shared/contract/collections.schema.ts";
import { collectionIds, collections, type CollectionId } from "#shared/rules/listing.ts";
import type { Entry } from "../entry.ts";
import { filterPolicies } from "../filter-policies.ts";
import { catalogueName } from "../words.ts";

/** A collection 专区 with what is in it today. */
export function collectionOf(
  id: CollectionId,
  entries: readonly Entry[],
  on: CivilDate,
): Collection {
  const { zh, en } = collections[id];
  const items = filterPolicies(entries, { collection: id }, on);
  return { title: catalogueName, id, name: zh, nameEn: en, items };
}

/** Every collection, and how much is in it. */
export function collectionsOf(entries: readonly Entry[], on: CivilDate): Collections {
  return {
    title: catalogueName,
    items: collectionIds.map((one) => {
      const { id, name, nameEn, items } = collectionOf(one, entries, on);
      return { id, name, nameEn, total: items.length };
    }),
  };
}
