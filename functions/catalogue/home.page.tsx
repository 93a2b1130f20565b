import { policyModes, policySubjects } from "#shared/contract/policies.schema.ts";
import type { PolicyItem, PolicyList } from "#shared/contract/policies.schema.ts";
import { departmentNames } from "#shared/identity/departments.ts";
import { SubmitButton } from "#shared/web/components/buttons.tsx";
import type { Page } from "#shared/web/page.ts";
import { Badges } from "./badges.tsx";
import type { HomeQuery } from "./home-query.schema.ts";
import { catalogueName, modeNames, subjectNames } from "./words.ts";

/** What Jixiang is, and every policy that it delivers. */
export function homePage({ items, nextCursor }: PolicyList, query: HomeQuery): Page {
  return {
    title: "政策目录",
    speaker: catalogueName,
    homeHref: "/",
    body: (
      <>
        <h1>不用申请，该享受的直接到</h1>
        <p>
          政府已经掌握的情况，由政府自己核对：符合条件的，补贴直接到账，或者您确认一次就到账，或者扫码就享受。
        </p>
        <p class="small quiet" lang="en">
          Benefits that arrive without an application: directly, after one confirmation, or at the
          scan of a code. A sample catalogue, compiled from public documents.
        </p>
        <Filters query={query} />
        {items.length === 0 ? (
          <p>
            没有符合这些条件的政策。<a href="/">查看全部</a>
          </p>
        ) : (
          <ul class="cards">
            {items.map((item) => (
              <Card item={item} />
            ))}
          </ul>
        )}
        {nextCursor === undefined ? null : (
          <p>
            <a href={nextHref(query, nextCursor)}>下一页</a>
          </p>
        )}
      </>
    ),
  };
}

/** The same filters, one page on. */
function nextHref({ q, mode, subject }: HomeQuery, cursor: string): string {
  const given = Object.entries({ q, mode, subject, cursor }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return `/?${new URLSearchParams(given).toString()}`;
}

function Filters({ query }: { query: HomeQuery }) {
  return (
    <form method="get" action="/" class="filters" role="search">
      <label class="field">
        查找
        <input type="search" name="q" value={query.q ?? ""} maxlength={50} />
      </label>
      <Choice
        label="怎么到"
        name="mode"
        chosen={query.mode}
        values={policyModes}
        names={modeNames}
      />
      <Choice
        label="谁享受"
        name="subject"
        chosen={query.subject}
        values={policySubjects}
        names={subjectNames}
      />
      <SubmitButton outlined>查找</SubmitButton>
    </form>
  );
}

function Choice<Value extends string>({
  label,
  name,
  chosen,
  values,
  names,
}: {
  label: string;
  name: string;
  chosen: Value | undefined;
  values: readonly Value[];
  names: Readonly<Record<Value, string>>;
}) {
  return (
    <label class="field">
      {label}
      <select name={name}>
        <option value="">全部</option>
        {values.map((value) => (
          <option value={value} selected={value === chosen}>
            {names[value]}
          </option>
        ))}
      </select>
    </label>
  );
}

function Card({ item }: { item: PolicyItem }) {
  return (
    <li>
      <h2>
        <a href={`/policies/${item.id}`}>{item.title}</a>
      </h2>
      <p>{item.amountInWords}</p>
      <Badges item={item} />
      <p class="small quiet">{departmentNames[item.leadDepartment]}</p>
    </li>
  );
}
