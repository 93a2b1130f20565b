import type { Child } from "hono/jsx";
import { formatDay } from "#shared/calendar/format.ts";
import { Actions, SubmitButton } from "#shared/web/components/buttons.tsx";
import { easierReadingScript } from "#shared/web/easier-reading.script.ts";
import { Facts } from "#shared/web/components/facts.tsx";
import { Notice } from "#shared/web/components/notice.tsx";
import type { Page } from "#shared/web/page.ts";
import { FraudAdvice } from "../fraud-advice.tsx";
import { speaker } from "../words.ts";
import { Granted } from "./granted.tsx";
import { OfferForm } from "./offer-form.tsx";
import type { MeView, ObjectionItem, ToldItem, UnknownItem, WaitingItem } from "./views.ts";

/** One's own benefits: what waits stands first, then what came and why, then what nobody can say yet. */
export function mePage(view: MeView): Page {
  const { kind, waiting, granted, later, unknown, unmet, objections, form } = view;
  const you = kind === "person" ? "您" : "贵单位";
  return {
    title: speaker,
    speaker,
    homeHref: "/",
    script: easierReadingScript,
    body: (
      <>
        <h1>{you}的待遇</h1>
        <Whose view={view} />
        <p>
          <a href="/me/code">出示随申码</a>
        </p>
        <Section title={`等${you}确认`} empty={`现在没有要${you}确认的。有新的会发消息告知。`}>
          {waiting.map((item) => (
            <Waiting item={item} form={form} />
          ))}
        </Section>
        <Section title="已经办理的" empty="还没有。符合条件的会自动办理，不用申请。">
          {granted.map((item) => (
            <Granted item={item} form={form} />
          ))}
        </Section>
        {objections.length === 0 ? null : (
          <Section title="异议">
            {objections.map((item) => (
              <Objection item={item} />
            ))}
          </Section>
        )}
        {later.length === 0 ? null : (
          <Section title="符合条件，还没有开始">{later.map(Told)}</Section>
        )}
        {unknown.length === 0 ? null : (
          <>
            <Section title="还不能判断的">
              {unknown.map((item) => (
                <Unknown item={item} />
              ))}
            </Section>
            <p class="small quiet">数据补齐后会自动重新判断。缺数据不等于不符合条件。</p>
          </>
        )}
        {unmet.length === 0 ? null : (
          <details>
            <summary>不符合条件的（{unmet.length}项）</summary>
            <ul class="cards">{unmet.map(Told)}</ul>
          </details>
        )}
        <p class="small quiet">
          以上由部门数据自动判断，有疑问请拨打12345，由工作人员复核。每次查看都有记录。
        </p>
        <p>
          <a href="/me/mandates">委托家人代办，或者代别人办理</a>
        </p>
        <form method="post" action="/me/sign-out">
          <input type="hidden" name="form" value={form} />
          <Actions>
            <SubmitButton outlined>退出登录</SubmitButton>
          </Actions>
        </form>
        <FraudAdvice />
      </>
    ),
  };
}

function Whose({ view: { kind, name, account } }: { view: MeView }) {
  if (name === undefined && account === undefined) {
    return (
      <Notice kind="note" title="还没有部门报送过与您登录的身份有关的数据">
        <p>所以现在什么都不能判断，不代表不符合条件。需要办理的，请按各项政策的原渠道申请。</p>
      </Notice>
    );
  }
  return (
    <Facts
      facts={[
        ...(name === undefined
          ? []
          : [{ label: kind === "person" ? "姓名" : "单位", value: name }]),
        { label: "收款账户", value: account ?? "尚未登记，请到开户银行或社区事务受理服务中心登记" },
      ]}
    />
  );
}

function Section({
  title,
  empty,
  children,
}: {
  title: string;
  /** Why there is nothing. */
  empty?: string;
  children: readonly Child[];
}) {
  return (
    <section>
      <h2>{title}</h2>
      {children.length === 0 ? <p>{empty}</p> : <ul class="cards">{children}</ul>}
    </section>
  );
}

function Waiting({ item, form }: { item: WaitingItem; form: string }) {
  const { title, department, benefit, standing, offer } = item;
  return (
    <li>
      <h3>{title}</h3>
      <p>
        {benefit}，{department}
      </p>
      <p>
        {standing.kind === "open"
          ? `请最晚在${formatDay(standing.until)}答复。`
          : `答复日期是${formatDay(standing.lapsedOn)}，已经过了，仍可确认。`}
      </p>
      <OfferForm offer={offer} form={form}>
        去确认
      </OfferForm>
    </li>
  );
}

function Unknown({ item: { title, missing, ordinaryChannel } }: { item: UnknownItem }) {
  return (
    <li>
      <h3>{title}</h3>
      {missing.length === 0 ? null : (
        <p>缺少：{missing.map(({ fact, holder }) => `${fact}（由${holder}提供）`).join("、")}。</p>
      )}
      <p>如果您认为符合条件，不用等：{ordinaryChannel}。</p>
    </li>
  );
}

function Told({ title, text, objectionHref }: ToldItem) {
  return (
    <li>
      <h3>{title}</h3>
      <p>{text}</p>
      {objectionHref === undefined ? null : (
        <p>
          <a href={objectionHref}>认为不对，提出异议</a>
        </p>
      )}
    </li>
  );
}

function Objection({ item: { title, standing, text, remedies } }: { item: ObjectionItem }) {
  return (
    <li>
      <h3>{title}</h3>
      <p>{standing}</p>
      {text === undefined ? null : <p>理由：{text}</p>}
      {remedies === undefined ? null : <p class="small quiet">{remedies}</p>}
    </li>
  );
}
