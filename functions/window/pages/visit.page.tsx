import { civilDate } from "#shared/calendar/civil-date.ts";
import { formatDay } from "#shared/calendar/format.ts";
import { formatYuan, fen } from "#shared/money/fen.ts";
import { Actions, ButtonLink, SubmitButton } from "#shared/web/components/buttons.tsx";
import { type Fact, Facts } from "#shared/web/components/facts.tsx";
import type { Page } from "#shared/web/page.ts";
import { Tick } from "./counter.page.tsx";
import { Mandates } from "./mandates-of-visit.tsx";
import { speaker } from "./sign-in.page.tsx";
import type { Offer, ToldVisit } from "./views.ts";

const standings = {
  open: "等着本人决定",
  lapsed: "已过答复日期，仍可确认",
  confirmed: "已确认领取",
  waived: "已放弃",
  announced: "直接发放，不用确认",
} as const satisfies Record<Offer["standing"], string>;

/** What waits for the person at the counter; the clerk reads it out, and writes down what the person says. */
export function visitPage(visit: ToldVisit, form: string): Page {
  const { name, offers, mandate } = visit;
  const who = name ?? "（未登记姓名）";
  return {
    title: mandate === undefined ? "本人的事项" : "受托代办",
    speaker,
    body: (
      <>
        <h1>{mandate === undefined ? `${who}的事项` : `受托人代${who}办理`}</h1>
        {offers.length === 0 ? <p>现在没有等着决定的事项。没有的，请按原渠道受理申请。</p> : null}
        {offers.map((offer, place) => (
          <OneOffer offer={offer} visit={visit.visit} form={form} place={place} />
        ))}
        {mandate === undefined ? <Mandates visit={visit} form={form} /> : null}
        <Actions>
          <ButtonLink href="/window" outlined>
            结束接待
          </ButtonLink>
        </Actions>
      </>
    ),
  };
}

function OneOffer({
  offer,
  visit,
  form,
  place,
}: {
  offer: Offer;
  visit: string;
  form: string;
  place: number;
}) {
  const { title, choices, receipt } = offer;
  return (
    <section>
      <h2>{title}</h2>
      <Facts facts={factsOf(offer)} />
      {choices.includes("confirm") ? (
        <form method="post" action={`/window/visits/${visit}/decisions`}>
          <Fields form={form} offer={offer} decision="confirm" />
          <Tick id={`readOut-${place}`}>已经把以上内容和承诺读给本人听，本人同意</Tick>
          <SubmitButton>登记：确认领取</SubmitButton>
        </form>
      ) : null}
      {choices.includes("waive") ? (
        <form method="post" action={`/window/visits/${visit}/waiver`}>
          <Fields form={form} offer={offer} decision="waive" />
          <SubmitButton outlined>{offer.laterPeriodsOnly ? "以后不再领取" : "放弃"}</SubmitButton>
        </form>
      ) : null}
      {receipt === undefined ? null : (
        <p>
          <a href={`/window/visits/${visit}/receipts/${receipt}`}>打印回执 {receipt}</a>
        </p>
      )}
    </section>
  );
}

/** What ties a form to the offer as it was read out. */
export function Fields({
  form,
  offer: { offer },
  decision,
}: {
  form: string;
  offer: Pick<Offer, "offer">;
  decision: string;
}) {
  const fields = { form, decision, offer: JSON.stringify(offer) };
  return (
    <>
      {Object.entries(fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
    </>
  );
}

export function factsOf(offer: Offer): Fact[] {
  const { standing, until, benefit, department, account, periods, promise, ground } = offer;
  return [
    {
      label: "状态",
      value:
        until === undefined || standing !== "open"
          ? standings[standing]
          : `${standings[standing]}，最晚${formatDay(civilDate(until))}`,
    },
    { label: "部门", value: department },
    { label: "得到", value: benefit },
    {
      label: "所属期",
      value: periods
        .map(
          ({ period, amountFen, state }) =>
            `${period}${amountFen === undefined ? "" : ` ${formatYuan(fen(amountFen))}`}（${state}）`,
        )
        .join("；"),
    },
    { label: "发到", value: account ?? "没有登记收款账户，或者不用账户" },
    { label: "依据", value: `${ground.document}“${ground.clause}”` },
    ...(promise === undefined ? [] : [{ label: "本人承诺", value: promise }]),
  ];
}
