import type { CivilDate } from "#shared/calendar/civil-date.ts";
import {
  policySubjects,
  type PolicyItem,
  type PolicyList,
} from "#shared/contract/policies.schema.ts";
import type { Page } from "#shared/web/page.ts";
import { Cards } from "../cards.tsx";
import { cataloguePage, English } from "../frame.tsx";
import { catalogueName, catalogueNameEn, subjectNames } from "../words.ts";
import { Entrances } from "./entrances.tsx";
import { addressOf, chosenInWords, Filters } from "./filters.tsx";
import type { HomeQuery } from "./home-query.schema.ts";

/**
 * What Jixiang is, and every entry of the catalogue.
 *
 * @param everything what the entrances count; the list is what satisfies the filters
 */
export function homePage(
  list: PolicyList,
  everything: readonly PolicyItem[],
  query: HomeQuery,
  on: CivilDate,
): Page {
  const chosen = chosenInWords(query);
  const isWhole = chosen.length === 0;
  const body = (
    <>
      {isWhole ? <Introduction /> : <h1>查找政策</h1>}
      <Filters query={query} />
      {isWhole && query.cursor === undefined ? <Entrances items={everything} /> : null}
      <h2>{isWhole ? `全部政策：共${list.total}项` : `找到${list.total}项`}</h2>
      {isWhole ? null : (
        <p>
          条件：{chosen.join("，")}。<a href="/">清除条件，查看全部</a>
        </p>
      )}
      {query.district === undefined ? null : (
        <p>
          这里只列区里自己的政策。市级政策各区都适用：<a href="/?level=city">查看市级政策</a>
        </p>
      )}
      <Found list={list} />
      {list.nextCursor === undefined ? null : (
        <p>
          <a href={addressOf("/", query, list.nextCursor)}>下一页</a>
        </p>
      )}
      <p class="small">
        {catalogueName}，<a href={addressOf("/v1/policies.csv", query)}>下载表格（CSV）</a>，
        <a href="/openapi.json">数据接口</a>。
      </p>
    </>
  );
  return cataloguePage({ title: "政策目录", body }, on);
}

function Introduction() {
  return (
    <>
      <h1>
        <span class="phrase">不用申请，</span>
        <span class="phrase">该享受的直接到</span>
      </h1>
      <p>
        政府已经掌握的情况，由政府自己核对：符合条件的，补贴直接到账，或者您确认一次就到账，或者扫码就享受。
      </p>
      <English>
        Benefits that arrive without an application: directly, after one confirmation, or at the
        scan of a code. {catalogueNameEn}.
      </English>
    </>
  );
}

const ranks = ["live", "pilot", "paused", "ready", "listed", "retired"] as const;

/** What arrives by itself stands first; then what is out of force, and last what one has to apply for. */
function rankOf({ status, mode, inForce }: PolicyItem): number {
  if (mode === "application") return ranks.length + 1;
  return inForce ? ranks.indexOf(status) : ranks.length;
}

/** People's and organisations' under their own headings; a list of one kind needs none. */
function Found({ list: { items } }: { list: PolicyList }) {
  const sorted = items.toSorted((a, b) => rankOf(a) - rankOf(b));
  const groups = policySubjects
    .map((subject) => ({ subject, items: sorted.filter((item) => item.subject === subject) }))
    .filter((group) => group.items.length > 0);
  const [only] = groups;
  if (only === undefined) return <p>没有符合这些条件的政策。请减少条件再找，或者换一个词。</p>;
  if (groups.length === 1) return <Cards items={only.items} level="h3" />;
  return (
    <>
      {groups.map((group) => (
        <section>
          <h3 class="group">{subjectNames[group.subject]}</h3>
          <Cards items={group.items} level="h4" />
        </section>
      ))}
    </>
  );
}
