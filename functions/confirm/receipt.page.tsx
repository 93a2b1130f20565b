import { formatDay } from "#shared/calendar/format.ts";
import { Actions, ButtonLink } from "#shared/web/components/buttons.tsx";
import { Facts } from "#shared/web/components/facts.tsx";
import { Notice } from "#shared/web/components/notice.tsx";
import { formatInstant } from "#shared/web/format-instant.ts";
import type { Page } from "#shared/web/page.ts";
import { benefitText } from "./benefit-figure.tsx";
import { changeText } from "./offer-answer.tsx";
import { letterScript } from "./letter.script.ts";
import { OnBehalf } from "./on-behalf.tsx";
import { PaidToText } from "./paid-to.tsx";
import type { ReceiptView } from "./views.ts";

/** What was decided, when, under which number, and what happens next. */
export function receiptPage(view: ReceiptView): Page {
  const confirmed = view.decision === "confirm";
  return {
    title: confirmed ? "已确认领取" : "已放弃",
    speaker: view.department,
    script: letterScript,
    body: (
      <>
        <h1>回执</h1>
        <OnBehalf view={view} />
        <Notice kind="done" title={confirmed ? "您已确认领取" : "您已放弃"}>
          <p>{changeText(view.change)}</p>
        </Notice>
        <Facts
          facts={[
            { label: "事项", value: view.title },
            { label: confirmed ? "您将得到" : "不再发放", value: benefitText(view.benefit) },
            { label: "决定时间", value: formatInstant(view.decidedAt) },
            { label: "回执号", value: <span class="number">{view.receipt}</span> },
          ]}
        />
        <h2>接下来</h2>
        <ul>
          {nextSteps(view).map((step) => (
            <li>{step}</li>
          ))}
        </ul>
        {view.isDocumentReadable ? (
          <p>
            <a href="/c/form">{confirmed ? "查看、打印申请表和材料" : "查看、打印放弃声明"}</a>
          </p>
        ) : null}
        {view.change.possible || view.change.laterPeriods ? (
          <Actions>
            <ButtonLink href="/c" outlined>
              查看或更改
            </ButtonLink>
          </Actions>
        ) : null}
        <p class="small quiet" lang="en">
          {confirmed
            ? view.account === "none-registered"
              ? "You have confirmed. One thing is missing: register an account at your bank or community service centre."
              : "You have confirmed. There is nothing more to do; keep the receipt number."
            : "You have waived this benefit. Keep the receipt number."}
        </p>
      </>
    ),
  };
}

function publicText(until: NonNullable<ReceiptView["publicUntil"]>): string {
  return typeof until === "string"
    ? `先公示到${formatDay(until)}。`
    : `先公示${until.workingDays}个工作日，到期日待定。`;
}

function nextSteps(view: ReceiptView) {
  if (view.decision === "waive") {
    return [`${view.department}不再发放这一项，其他待遇不受影响。`, "不再为这一项发短信打扰您。"];
  }
  const { account, publicUntil, fulfilBy } = view;
  if (account === "none-registered") {
    return [
      "还差一步：您尚未登记收款账户。请到开户银行或社区事务受理服务中心登记。",
      "登记后会自动发放，不用再确认，也不用填表。",
    ];
  }
  return [
    "您不用再做什么，不用填表，不用交材料。",
    publicUntil === undefined ? undefined : publicText(publicUntil),
    fulfilBy === undefined
      ? `由${view.department}办理，日期待定，定下后告诉您。`
      : `${view.department}最晚在${formatDay(fulfilBy)}办理。`,
    account === undefined ? undefined : (
      <>
        发到
        <PaidToText account={account} />。
      </>
    ),
  ].filter((step) => step !== undefined);
}
