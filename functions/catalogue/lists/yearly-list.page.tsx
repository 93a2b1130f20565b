import { civilDate, type CivilDate } from "#shared/calendar/civil-date.ts";
import type { YearlyItem, YearlyList } from "#shared/contract/collections.schema.ts";
import { formatPlainDay } from "#shared/facts/fact-value.ts";
import { departmentNames } from "#shared/identity/departments.ts";
import { shanghaiDistricts } from "#shared/identity/districts.ts";
import type { Page } from "#shared/web/page.ts";
import { cataloguePage, English } from "../frame.tsx";
import { stageName } from "../stage-words.ts";
import { leadName, modeInWords } from "../words.ts";

/** The list of a year for people: first what was moved to automatic, then by department and by district. */
export function yearlyListPage(list: YearlyList, on: CivilDate): Page {
  const { year, years, departments, districts, movedToAutomatic } = list;
  const total = [...departments, ...districts].reduce((sum, { items }) => sum + items.length, 0);
  const body = (
    <>
      <h1>{year}年政策和服务清单</h1>
      <p>
        {year}年有效的政策和服务共{total}项，按市级部门和区分列。
      </p>
      <English>
        What was in force in {year}, by department of the city and by district, and what was moved
        to automatic in that year.
      </English>
      <h2>{year}年转为免申即享的</h2>
      {movedToAutomatic.length === 0 ? (
        <p>这一年没有记录到转为免申即享的事项。启用阶段管理以前已经实行的，没有留下日期。</p>
      ) : (
        <Rows items={movedToAutomatic} />
      )}
      <h2>市级部门清单</h2>
      {departments.map(({ department, items }) => (
        <Group name={departmentNames[department]} items={items} />
      ))}
      <h2>各区清单</h2>
      {districts.length === 0 ? <p>这一年没有列入的区级事项。</p> : null}
      {districts.map(({ district, items }) => (
        <Group name={shanghaiDistricts[district]} items={items} />
      ))}
      <h2 id="years">其他年份</h2>
      <Years years={years} shown={year} />
    </>
  );
  return cataloguePage({ title: `${year}年清单`, body }, on);
}

function Years({ years, shown }: { years: readonly number[]; shown: number }) {
  return (
    <nav aria-labelledby="years">
      <ul class="chips">
        {years.map((year) => (
          <li>
            <a href={`/lists/${year}`} aria-current={year === shown ? "page" : undefined}>
              {year}年
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Group({ name, items }: { name: string; items: readonly YearlyItem[] }) {
  return (
    <>
      <h3>
        {name}（{items.length}项）
      </h3>
      <Rows items={items} />
    </>
  );
}

function Rows({ items }: { items: readonly YearlyItem[] }) {
  return (
    <ul class="rows">
      {items.map((item) => (
        <li>
          <span>
            <a href={`/policies/${item.id}`}>{item.title}</a>
            {item.statusLabel === undefined ? "" : `（${item.statusLabel}）`}
            {item.district === undefined ? null : <span class="small quiet">{leadName(item)}</span>}
          </span>
          <span class="quiet">
            {modeInWords(item)}，{stageText(item)}
          </span>
        </li>
      ))}
    </ul>
  );
}

function stageText(item: YearlyItem): string {
  const { mode, status, movedToAutomaticOn } = item;
  if (mode === "application") return "按原渠道";
  const moved =
    movedToAutomaticOn === undefined
      ? ""
      : `${formatPlainDay(civilDate(movedToAutomaticOn))}转为免申即享`;
  const now = status === undefined ? "当年阶段没有记录" : stageName(status, item);
  return moved === "" ? now : `${moved}，${now}`;
}
