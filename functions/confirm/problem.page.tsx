import { Actions, ButtonLink } from "#shared/web/components/buttons.tsx";
import { Notice } from "#shared/web/components/notice.tsx";
import type { Page } from "#shared/web/page.ts";
import { FraudAdvice } from "./fraud-advice.tsx";
import { letterScript } from "./letter.script.ts";
import { signInAnewHref, signInHref } from "./sign-in-href.ts";
import type { ConfirmProblem, ProblemView } from "./views.ts";

interface Words {
  readonly happened: string;
  readonly toDo: string;
  readonly en: string;
  /** Where the way on leads; absent where waiting is all there is. */
  readonly next?: { readonly href: string; readonly label: string };
}

const words = {
  "session-expired": {
    happened: "这一页已经失效，或者还没有打开链接",
    toDo: "请再点一次短信里的链接，或者重新输入编码。",
    en: "This page has expired, or no link was opened yet. Open the link in the message.",
    next: { href: "/c", label: "输入编码" },
  },
  "another-offer": {
    happened: "您打开了两项待遇，这一页不是最后打开的那一项",
    toDo: "为免弄混，请看清当前这一项再决定。要处理另一项的，请再点它的链接。",
    en: "You opened two offers, and this page was not the latest. Look at the current one first.",
    next: { href: "/c", label: "查看当前这一项" },
  },
  "not-changeable": {
    happened: "已经开始办理，不能再更改",
    toDo: "原来的决定仍然有效。有疑问的，请拨打12345，由工作人员处理。",
    en: "Fulfilment has begun, so your earlier decision stands. Call 12345 with any question.",
    next: { href: "/c", label: "查看原来的决定" },
  },
  "account-changed": {
    happened: "收款账户刚刚有变更，没有办成",
    toDo: "请核对新的账户尾号，再确认一次。",
    en: "The account on file has just changed. Check its last digits, then confirm again.",
    next: { href: "/c", label: "核对账户" },
  },
  "offer-ended": {
    happened: "这一项已经结束或有变化",
    toDo: "内容变了的，会给您发新的短信，请以新的为准。",
    en: "This offer has ended or changed. If it changed, a new message will reach you.",
  },
  "sign-in-needed": {
    happened: "这一项要先确认是您本人",
    toDo: "请登录后再确认或放弃。",
    en: "Sign in to answer this offer.",
    next: { href: signInHref, label: "登录" },
  },
  "another-person": {
    happened: "您登录的不是这项待遇的本人或者单位",
    toDo: "请由本人登录；单位的待遇，请由该单位的经办人登录。",
    en: "You signed in as somebody else. The person whom this offer is for must sign in.",
    next: { href: signInAnewHref, label: "换一个身份登录" },
  },
  "not-decided": {
    happened: "还没有决定，没有可以下载的文件",
    toDo: "请先确认领取或者放弃，再下载。",
    en: "Nothing has been decided yet, so there is no document. Decide first.",
    next: { href: "/c", label: "返回" },
  },
  "mandate-ended": {
    happened: "您现在不能代这个人办理",
    toDo: "委托已经撤销、到期或者不包括这一项。请和委托的人联系，或者由本人办理。",
    en: "You may no longer decide for this person: the mandate was revoked, has expired, or is not about this offer.",
    next: { href: "/me/mandates", label: "查看委托" },
  },
  "last-four-needed": {
    happened: "这一项要先核对证件号码后四位",
    toDo: "请返回，填写后四位再查看。",
    en: "Go back and fill in the last four characters of your document number.",
    next: { href: "/c", label: "返回" },
  },
  "too-many-attempts": {
    happened: "输错次数太多，这个链接已经失效",
    toDo: "这一项仍然为您保留：请登录后确认，或者等下一条短信里的新链接，也可以拨打12345。",
    en: "Too many wrong answers: this link is dead. The offer still stands: sign in to answer it, or wait for the next message.",
    next: { href: "/me", label: "登录后查看" },
  },
  "try-again": {
    happened: "系统出错，没有办成",
    toDo: "请返回再试一次。重复确认不会重复领取。",
    en: "Something failed on our side. Go back and try again: confirming twice has no second effect.",
    next: { href: "/c", label: "返回再试" },
  },
} as const satisfies Record<ConfirmProblem, Words>;

/** What happened, that nothing was changed, and what to do. */
export function problemPage({ problem, ordinaryChannel }: ProblemView): Page {
  const { happened, toDo, en, next }: Words = words[problem];
  return {
    title: happened,
    speaker: "查看并确认您的待遇",
    script: letterScript,
    body: (
      <>
        <h1>{happened}</h1>
        <Notice kind="wrong" title="没有改动任何内容">
          <p>{toDo}</p>
          {ordinaryChannel === undefined ? null : <p>也可以按原渠道办理：{ordinaryChannel}</p>}
        </Notice>
        {next === undefined ? null : (
          <Actions>
            <ButtonLink href={next.href}>{next.label}</ButtonLink>
          </Actions>
        )}
        <p class="small quiet" lang="en">
          Nothing was changed. {en}
        </p>
        <FraudAdvice />
      </>
    ),
  };
}
