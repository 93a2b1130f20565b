import { civilDate, type CivilDate } from "#shared/calendar/civil-date.ts";
import { formatDay, formatPeriod } from "#shared/calendar/format.ts";
import type { PublicEntry, PublicityList } from "#shared/contract/publicity.schema.ts";
import { departmentNames } from "#shared/identity/departments.ts";
import { districtCodes, shanghaiDistricts } from "#shared/identity/districts.ts";
import { fen, formatYuan } from "#shared/money/fen.ts";
import { policyById } from "#shared/policies/index.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { SubmitButton } from "#shared/web/components/buttons.tsx";
import type { Page } from "#shared/web/page.ts";
import { English, passingPage } from "../frame.tsx";

interface Query {
  readonly policy?: string | undefined;
  readonly district?: string | undefined;
  readonly cursor?: string | undefined;
}

interface Shown {
  readonly query: Query;
  /** The one policy whose list it is. */
  readonly policy?: Policy;
  /** How many of each policy are public; where all of them are shown. */
  readonly counts?: ReadonlyMap<string, number>;
}

/** What is public before it is paid, and how to object to it. */
export function publicityPage(list: PublicityList, shown: Shown, on: CivilDate): Page {
  const { policy, counts, query } = shown;
  const heading = policy === undefined ? "公示" : `${policy.title}公示`;
  const body = (
    <>
      {policy === undefined ? null : <p class="lead">{departmentNames[policy.leadDepartment]}</p>}
      <h1>{heading}</h1>
      <p>
        政策文件要求公示的，在这里公示以后才拨付。单位用全称；个人隐去部分姓名，或者只用编号。期满即撤下，不再公开。
      </p>
      <English>
        Where the policy's own document demands it, payment waits while this list is public.
        Companies stand in full, people masked or by a number. Entries vanish when the days are
        over.
      </English>
      {counts === undefined ? (
        <p>
          <a href="/publicity">全部公示</a>　<a href={`/policies/${policy?.id}`}>这项政策</a>
        </p>
      ) : (
        <Lists counts={counts} />
      )}
      <Districts query={query} />
      <Entries list={list} shown={shown} />
      <h2>对公示有异议</h2>
      <p>
        任何人都可以<a href="/objections">提出异议</a>
        ：写明公示编号和理由，登录后提出，或者用短信验证码验证手机号后提出。受理后才会暂缓这一条的拨付；依法保障的待遇照常发放。您的身份加密保存，被公示的人不会知道是谁提出的。
      </p>
      <p>不愿留名的，可以提供线索，由经办部门核查；线索不影响任何人的待遇。也可以拨打12345。</p>
      <English>
        Anyone signed in, or with a verified phone, may object by the public number, with grounds.
        Whom it concerns never learns who objected.
      </English>
    </>
  );
  return passingPage({ title: heading, body }, on);
}

function Lists({ counts }: { counts: ReadonlyMap<string, number> }) {
  if (counts.size === 0) return null;
  return (
    <ul class="chips">
      {[...counts].map(([id, count]) => (
        <li>
          <a href={`/publicity/${id}`}>
            {policyById(id)?.title ?? id}（{count}）
          </a>
        </li>
      ))}
    </ul>
  );
}

function Districts({ query: { policy, district } }: { query: Query }) {
  return (
    <form method="get" action={addressOf({ policy })} class="filters">
      <label class="field">
        哪个区
        <select name="district">
          <option value="">全部</option>
          {districtCodes.map((code) => (
            <option value={code} selected={code === district}>
              {shanghaiDistricts[code]}
            </option>
          ))}
        </select>
      </label>
      <SubmitButton outlined>查看</SubmitButton>
    </form>
  );
}

function Entries({ list: { items, nextCursor }, shown }: { list: PublicityList; shown: Shown }) {
  const { query, policy } = shown;
  if (items.length === 0) {
    return (
      <p>
        {query.district === undefined && query.cursor === undefined
          ? "现在没有公示中的事项：要么没有要求公示的，要么公示已经期满撤下。"
          : "这些条件下现在没有公示中的事项。"}
      </p>
    );
  }
  return (
    <>
      <ul class="rows">
        {items.map((item) => (
          <Entry item={item} isOfOne={policy !== undefined} />
        ))}
      </ul>
      {nextCursor === undefined ? null : (
        <p>
          <a href={addressOf({ ...query, cursor: nextCursor })}>下一页</a>
        </p>
      )}
    </>
  );
}

function Entry({ item, isOfOne }: { item: PublicEntry; isOfOne: boolean }) {
  const { number, name, policy, title, period, district, amountFen, from, until } = item;
  const about = [
    ...(isOfOne ? [] : [title]),
    ...(period === "once" ? [] : [formatPeriod(period)]),
    ...(district === undefined ? [] : [shanghaiDistricts[district]]),
  ].join(" · ");
  return (
    <li>
      <span>
        <strong>{name ?? `编号${number.toUpperCase()}`}</strong>
        <span class="small quiet">
          {isOfOne ? about : <a href={`/publicity/${policy}`}>{about}</a>}
        </span>
        {name === undefined ? null : (
          <span class="small quiet number">公示编号 {number.toUpperCase()}</span>
        )}
        <a class="small" href={`/objections/${number}`}>
          提出异议
        </a>
      </span>
      <span>
        {amountFen === undefined ? null : <span class="aside">{formatYuan(fen(amountFen))}</span>}
        <span class="small quiet">
          {formatDay(civilDate(from))}起，
          {until === null
            ? "到期日待定（等国务院办公厅公布节假日安排）"
            : `到${formatDay(civilDate(until))}止`}
        </span>
      </span>
    </li>
  );
}

function addressOf({ policy, district, cursor }: Query): string {
  const path = policy === undefined ? "/publicity" : `/publicity/${policy}`;
  const given = Object.entries({ district, cursor }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`;
}
