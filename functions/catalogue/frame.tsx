import type { Child } from "hono/jsx";
import { yearOf, type CivilDate } from "#shared/calendar/civil-date.ts";
import { collectionIds, collections } from "#shared/rules/listing.ts";
import type { Page } from "#shared/web/page.ts";
import { catalogueName } from "./words.ts";

/** A page of the catalogue: it calls itself a sample, and leads to all the others. */
export function cataloguePage(
  { title, body, script }: Pick<Page, "title" | "body" | "script">,
  on: CivilDate,
): Page {
  return {
    title,
    speaker: catalogueName,
    homeHref: "/",
    navigation: [
      { href: "/", text: "全部政策" },
      ...collectionIds.map((id) => ({
        href: `/collections/${id}`,
        text: `${collections[id].zh}专区`,
      })),
      { href: `/lists/${yearOf(on)}`, text: "年度清单" },
      { href: "/not-yet", text: "还没有自动的" },
      { href: "/publicity", text: "公示" },
      { href: "/statistics", text: "统计" },
      { href: "/verify", text: "核验短信" },
      { href: "/changes.atom", text: "变化订阅" },
    ],
    feed: { href: "/changes.atom", text: `${catalogueName}：变化` },
    body,
    ...(script === undefined ? {} : { script }),
  };
}

/** A page of the catalogue that nobody may keep: no feed leads away from it either. */
export function passingPage(page: Pick<Page, "title" | "body">, on: CivilDate): Page {
  const { feed, ...framed } = cataloguePage(page, on);
  return { ...framed, isPassing: true };
}

/** The same in English, beneath the Chinese. */
export function English({ children }: { children: Child }) {
  return (
    <p class="english" lang="en">
      {children}
    </p>
  );
}
