import type { PolicyItem } from "#shared/contract/policies.schema.ts";
import { Badges } from "./badges.tsx";

/** Entries as a list to choose from; an empty one is for its maker to explain. */
export function Cards({
  items,
  level,
}: {
  items: readonly PolicyItem[];
  level: "h2" | "h3" | "h4";
}) {
  const Heading = level;
  return (
    <ul class="cards">
      {items.map((item) => (
        <li>
          <Heading>
            <a href={`/policies/${item.id}`}>{item.title}</a>
          </Heading>
          <p class="english" lang="en">
            {item.titleEn}
          </p>
          <p>{item.amountInWords}</p>
          <Badges item={item} />
        </li>
      ))}
    </ul>
  );
}
