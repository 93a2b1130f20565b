import { Facts } from "#shared/web/components/facts.tsx";
import type { Fact } from "#shared/web/components/facts.tsx";
import type { Page } from "#shared/web/page.ts";
import { BenefitFigure } from "./benefit-figure.tsx";
import { FraudAdvice } from "./fraud-advice.tsx";
import { OfferAnswer, OfferStanding } from "./offer-answer.tsx";
import { letterScript } from "./letter.script.ts";
import { OnBehalf } from "./on-behalf.tsx";
import { PaidToText } from "./paid-to.tsx";
import type { Ground, OfferView } from "./views.ts";

/** The offer as a letter: who speaks, what comes, why, where to, what is promised, until when, and the answer. */
export function offerPage(view: OfferView): Page {
  return {
    title: view.title,
    speaker: view.department,
    script: letterScript,
    body: (
      <>
        <OnBehalf view={view} />
        <p class="lead">{opening(view)}</p>
        <h1>{view.title}</h1>
        <BenefitFigure benefit={view.benefit} />
        <Facts facts={factsOf(view)} />
        {view.form === undefined ? null : <FormAndMaterials form={view.form} />}
        <OfferStanding view={view} />
        <OfferAnswer view={view} />
        <FraudAdvice />
      </>
    ),
  };
}

function opening({ state }: OfferView): string {
  switch (state.kind) {
    case "open":
    case "lapsed":
      return "您可以领取";
    case "sign-in-needed":
      return "有一项待遇等您查看";
    case "announced":
    case "under-way":
      return "将直接发给您";
    case "decided":
      return state.decision === "confirm" ? "您已确认领取" : "您已放弃";
  }
  state satisfies never;
}

/** Folded, for nobody has to read it to answer. */
function FormAndMaterials({ form }: Required<Pick<OfferView, "form">>) {
  return (
    <details>
      <summary>申请表和材料</summary>
      {form === "readable" ? (
        <p>
          已经替您填好，不用改。<a href="/c/form">查看申请表和材料</a>
        </p>
      ) : (
        <p>已经替您准备好，不用填写。身份核验后可查看。</p>
      )}
    </details>
  );
}

const publicNames = {
  "in-full": "公示单位全称和金额",
  masked: "公示隐去部分的姓名",
  "number-only": "只公示编号，不公示姓名",
} as const satisfies Record<NonNullable<OfferView["publicity"]>["names"], string>;

function factsOf(view: OfferView): Fact[] {
  const { ground, account, commitment, ordinaryChannel, publicity, onBehalfOf } = view;
  const facts: Fact[] = [];
  if (ground !== undefined) facts.push({ label: "依据", value: <GroundText ground={ground} /> });
  if (account !== undefined) {
    facts.push({
      label: "发到",
      value: (
        <>
          <p>
            <PaidToText account={account} />
          </p>
          {account === "none-registered" ? (
            <p class="small quiet">登记后才能发放。可以按原渠道办理：{ordinaryChannel}</p>
          ) : null}
        </>
      ),
    });
  }
  if (publicity !== undefined) {
    const { workingDays, names } = publicity;
    const value = `拨付前先公示${workingDays}个工作日，${publicNames[names]}；期满即撤下`;
    facts.push({ label: "公示", value });
  }
  if (commitment !== undefined)
    facts.push({ label: onBehalfOf === undefined ? "您承诺" : "本人承诺", value: commitment });
  return facts;
}

function GroundText({ ground: { document, clause, url } }: { ground: Ground }) {
  return (
    <>
      {url === undefined ? document : <a href={url}>{document}</a>}“{clause}”
    </>
  );
}
