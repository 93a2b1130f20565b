import type { PolicyItem } from "#shared/contract/policies.schema.ts";
import { collectionIds, collections, lifeEventIds, lifeEvents } from "#shared/rules/listing.ts";

/** Where to begin: what is happening in one's life or business, and the collections known by name. */
export function Entrances({ items }: { items: readonly PolicyItem[] }) {
  const events = lifeEventIds
    .map((id) => ({ id, count: items.filter((item) => item.lifeEvents.includes(id)).length }))
    .filter(({ count }) => count > 0);
  return (
    <>
      <h2 id="events">按事项找</h2>
      <ul class="tiles" aria-labelledby="events">
        {events.map(({ id, count }) => (
          <Tile href={`/?lifeEvent=${id}`} name={lifeEvents[id]} count={count} />
        ))}
      </ul>
      <h2 id="collections">专区</h2>
      <ul class="tiles" aria-labelledby="collections">
        {collectionIds.map((id) => (
          <Tile
            href={`/collections/${id}`}
            name={collections[id]}
            count={items.filter((item) => item.collections.includes(id)).length}
          />
        ))}
      </ul>
    </>
  );
}

function Tile({
  href,
  name,
  count,
}: {
  href: string;
  name: { readonly zh: string; readonly en: string };
  count: number;
}) {
  return (
    <li>
      <a href={href}>
        <strong>{name.zh}</strong> <span class="quiet">{count}项</span>
        <span class="small quiet" lang="en">
          {name.en}
        </span>
      </a>
    </li>
  );
}
