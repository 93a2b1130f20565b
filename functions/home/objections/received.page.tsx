import { formatDay } from "#shared/calendar/format.ts";
import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { Facts } from "#shared/web/components/facts.tsx";
import { Notice } from "#shared/web/components/notice.tsx";
import type { Page } from "#shared/web/page.ts";

interface Received {
  readonly id: string;
  readonly decisionBy: CivilDate | null;
  readonly isNew: boolean;
}

/** An objection was lodged: under which number, and what happens next. */
export function receivedPage({ id, decisionBy, isNew }: Received): Page {
  return {
    title: "异议已收到",
    speaker: "公示和异议",
    homeHref: "/",
    isPassing: true,
    body: (
      <>
        <h1>异议已收到</h1>
        <Notice kind="done" title={isNew ? "已经转给经办部门" : "您已经提出过，正在办理"}>
          <p>同一个人对同一条只办理一件，不用重复提出。</p>
        </Notice>
        <Facts
          facts={[
            { label: "受理编号", value: <span class="number">{id.toUpperCase()}</span> },
            {
              label: "是否受理",
              value: decisionBy === null ? "期限待定" : `最晚${formatDay(decisionBy)}决定`,
            },
          ]}
        />
        <p>结果会发消息告诉您。登录提出的，也可以在“我的待遇”里查看。</p>
        <p class="small quiet" lang="en">
          Your objection was received. You will be told what comes of it.
        </p>
      </>
    ),
  };
}

/** A hint was received; nobody is told anything further. */
export function hintReceivedPage(): Page {
  return {
    title: "线索已收到",
    speaker: "公示和异议",
    homeHref: "/",
    isPassing: true,
    body: (
      <>
        <h1>线索已收到</h1>
        <Notice kind="done" title="已经转给经办部门核查">
          <p>我们没有记录您是谁，所以不能答复您。线索不影响任何人的待遇。</p>
        </Notice>
        <p class="small quiet" lang="en">
          Your hint was received. Nobody was asked who you are, so nobody can answer you.
        </p>
      </>
    ),
  };
}
