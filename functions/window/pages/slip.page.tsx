import { Actions, ButtonLink } from "#shared/web/components/buttons.tsx";
import { Facts } from "#shared/web/components/facts.tsx";
import { formatInstant } from "#shared/web/format-instant.ts";
import type { Page } from "#shared/web/page.ts";
import type { Receipt } from "./views.ts";

/** What the person takes home: on A4, or on the slip of a counter's printer. */
export function slipPage(receipt: Receipt, visit: string): Page {
  const { decision, title, department, benefit, account, way, messageNumber } = receipt;
  const done = decision === "confirm" ? "已确认领取" : "已放弃";
  return {
    title: `回执：${done}`,
    speaker: department,
    body: (
      <>
        <h1>回执：{done}</h1>
        <Facts
          facts={[
            { label: "事项", value: title },
            { label: decision === "confirm" ? "得到" : "不再发放", value: benefit },
            ...(account === undefined || decision === "waive"
              ? []
              : [{ label: "发到", value: account }]),
            { label: "回执号", value: <span class="number">{receipt.receipt}</span> },
            { label: "决定时间", value: formatInstant(new Date(receipt.decidedAt)) },
            { label: "方式", value: way },
            ...(messageNumber === undefined
              ? []
              : [{ label: "验真编号", value: <span class="number">{messageNumber}</span> }]),
          ]}
        />
        <p>
          不是您的决定的，请拨打12345，或者带证件到窗口改回来。要钱、要密码、要验证码的，都不是我们。
        </p>
        <Actions>
          <ButtonLink href={`/window/visits/${visit}`} outlined>
            返回这次接待
          </ButtonLink>
          <ButtonLink href="/window" outlined>
            接待下一位
          </ButtonLink>
        </Actions>
        <p class="small quiet screen-only">用浏览器的“打印”可以打印在A4纸或者80毫米小票上。</p>
      </>
    ),
  };
}
