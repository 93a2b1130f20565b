import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { Collection } from "#shared/contract/collections.schema.ts";
import type { CollectionId } from "#shared/rules/listing.ts";
import type { Page } from "#shared/web/page.ts";
import { Cards } from "../cards.tsx";
import { cataloguePage, English } from "../frame.tsx";

const introductions = {
  automatic: {
    zh: "这里的政策已经实行免申即享，或者正在试点：您不用申请。",
    en: "These arrive without an application, everywhere or in a pilot.",
    empty: "现在还没有实行免申即享的政策。",
  },
  relief: {
    zh: "帮助企业减轻负担、稳定岗位的政策。",
    en: "For enterprises: lower costs, and help to keep staff.",
    empty: "现在没有列入助企纾困的政策。",
  },
} as const satisfies Record<CollectionId, { zh: string; en: string; empty: string }>;

/** A collection 专区 for people. */
export function collectionPage({ id, name, items }: Collection, on: CivilDate): Page {
  const { zh, en, empty } = introductions[id];
  const title = `${name}专区`;
  const body = (
    <>
      <h1>{title}</h1>
      <p>{zh}</p>
      <English>{en}</English>
      {items.length === 0 ? (
        <p>
          {empty}
          <a href="/">查看全部政策</a>
        </p>
      ) : (
        <>
          <p>共{items.length}项</p>
          <Cards items={items} level="h2" />
        </>
      )}
    </>
  );
  return cataloguePage({ title, body }, on);
}
