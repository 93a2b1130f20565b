import { civilDate } from "#shared/calendar/civil-date.ts";
import { formatDay } from "#shared/calendar/format.ts";
import { Actions, SubmitButton } from "#shared/web/components/buttons.tsx";
import { Notice } from "#shared/web/components/notice.tsx";
import { easierReadingScript } from "#shared/web/easier-reading.script.ts";
import type { Page } from "#shared/web/page.ts";
import type { MandatesView } from "./view-of-mandates.ts";
import { terms } from "./terms.ts";

type Given = MandatesView["given"][number];
type Held = MandatesView["held"][number];
type Offer = Held["offers"][number];

/** Whom one has charged, for whom one decides, and the form by which one charges somebody. */
export function mandatesPage(view: MandatesView): Page {
  const { given, held, isKnown, kind } = view;
  const you = kind === "person" ? "您" : "贵单位";
  return {
    title: "委托代办",
    speaker: "我的待遇",
    homeHref: "/me",
    script: easierReadingScript,
    body: (
      <>
        <h1>委托代办</h1>
        <p>
          {you}可以委托一位家人或者其他人代为确认待遇。款项只发到{you}
          登记的账户；代办的每一项，都会发消息告诉{you}。
        </p>
        {held.length === 0 ? null : (
          <section>
            <h2>您代为办理的</h2>
            {held.map((one) => (
              <HeldMandate one={one} form={view.form} />
            ))}
          </section>
        )}
        <section>
          <h2>{you}委托的人</h2>
          {given.length === 0 ? <p>还没有委托任何人。</p> : null}
          <ul class="cards">
            {given.map((one) => (
              <GivenMandate one={one} form={view.form} />
            ))}
          </ul>
        </section>
        {isKnown ? (
          <ChargeForm view={view} />
        ) : (
          <Notice kind="note" title="还没有部门报送过与您登录的身份有关的数据">
            <p>所以现在没有可以委托的事项。</p>
          </Notice>
        )}
        <p>
          <a href="/me">返回“我的待遇”</a>
        </p>
        <p class="small quiet" lang="en">
          Somebody whom you trust may confirm benefits for you. Money goes to your own account only,
          and you hear of each decision.
        </p>
      </>
    ),
  };
}

const standings = {
  "in-force": "有效",
  ended: "已撤销",
  expired: "已到期",
  death: "已终止（一方去世）",
  "no-parent": "已终止（不再登记为父母）",
  joined: "已终止（证件号码已合并，请重新登记）",
} as const satisfies Record<Given["standing"], string>;

const kinds = { voluntary: "委托", parent: "父母", court: "法院指定的监护人" } as const;

const aboutText = ({ policies }: Given | Held): string =>
  policies === undefined ? "全部待遇" : policies.map(({ title }) => title).join("、");

function GivenMandate({ one, form }: { one: Given; form: string }) {
  const { agent, kind, standing, until, mandate } = one;
  return (
    <li>
      <h3>
        {agent ?? "代办人"}（{kinds[kind]}）
      </h3>
      <p>
        {aboutText(one)}，到{formatDay(civilDate(until))}。{standings[standing]}。
      </p>
      {standing === "in-force" && kind === "voluntary" ? (
        <EndForm mandate={mandate} form={form}>
          撤销委托
        </EndForm>
      ) : null}
    </li>
  );
}

function HeldMandate({ one, form }: { one: Held; form: string }) {
  const { grantor, kind, until, mandate, offers } = one;
  return (
    <section>
      <h3>代{grantor ?? "委托人"}办理</h3>
      <p class="small quiet">
        {kinds[kind]}，到{formatDay(civilDate(until))}。范围：{aboutText(one)}。
      </p>
      {offers.length === 0 ? <p>现在没有等着确认的。</p> : null}
      <ul class="cards">
        {offers.map((offer) => (
          <OfferOfAnother offer={offer} mandate={mandate} form={form} />
        ))}
      </ul>
      <EndForm mandate={mandate} form={form}>
        不再代办
      </EndForm>
    </section>
  );
}

const offerStandings = {
  open: "等着确认",
  lapsed: "已过答复日期，仍可确认",
  confirmed: "已确认领取",
  waived: "已放弃",
  announced: "直接发放，不用确认",
} as const satisfies Record<Offer["standing"], string>;

function OfferOfAnother({
  offer: { offer, title, benefit, standing, choices, account },
  mandate,
  form,
}: {
  offer: Offer;
  mandate: string;
  form: string;
}) {
  return (
    <li>
      <h4>{title}</h4>
      <p>
        {benefit}
        {account === undefined ? null : `，发到${account}的账户`}。{offerStandings[standing]}。
      </p>
      <form method="post" action="/me/mandates/offer">
        <input type="hidden" name="form" value={form} />
        <input type="hidden" name="mandate" value={mandate} />
        <input type="hidden" name="policy" value={offer.policy} />
        <input type="hidden" name="commitment" value={offer.commitment} />
        <input type="hidden" name="scope" value={offer.scope} />
        <SubmitButton outlined={!choices.includes("confirm")}>
          {choices.includes("confirm") ? "去代为确认" : "查看或更改"}
        </SubmitButton>
      </form>
    </li>
  );
}

function EndForm({ mandate, form, children }: { mandate: string; form: string; children: string }) {
  return (
    <form method="post" action="/me/mandates/end">
      <input type="hidden" name="form" value={form} />
      <input type="hidden" name="mandate" value={mandate} />
      <SubmitButton outlined>{children}</SubmitButton>
    </form>
  );
}

function ChargeForm({ view: { form, policies } }: { view: MandatesView }) {
  return (
    <details>
      <summary>委托一位代办人</summary>
      <form method="post" action="/me/mandates">
        <input type="hidden" name="form" value={form} />
        <label class="field" for="name">
          代办人的姓名
        </label>
        <input type="text" id="name" name="name" required maxlength={60} autocomplete="off" />
        <label class="field" for="number">
          代办人的证件号码
        </label>
        <input
          class="code"
          type="text"
          id="number"
          name="number"
          required
          maxlength={18}
          autocomplete="off"
          aria-describedby="number-hint"
        />
        <p class="small quiet" id="number-hint">
          只用来核对是这个人，不会显示给别人。代办人要年满18周岁。
        </p>
        <label class="field" for="policy">
          代办哪些
        </label>
        <select id="policy" name="policy">
          <option value="">全部待遇</option>
          {policies.map(({ policy, title }) => (
            <option value={policy}>只代办“{title}”</option>
          ))}
        </select>
        <label class="field" for="term">
          多久
        </label>
        <select id="term" name="term">
          {terms.map(({ id, text }) => (
            <option value={id}>{text}</option>
          ))}
        </select>
        <Actions>
          <SubmitButton>登记委托</SubmitButton>
        </Actions>
        <p class="small quiet">随时可以撤销。我们不会打电话或者发消息要您委托别人。</p>
      </form>
    </details>
  );
}
