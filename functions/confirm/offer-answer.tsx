import { formatDay } from "#shared/calendar/format.ts";
import { Actions, ButtonLink, SubmitButton } from "#shared/web/components/buttons.tsx";
import { Notice } from "#shared/web/components/notice.tsx";
import { formatInstant } from "#shared/web/format-instant.ts";
import { DecisionForm } from "./decision-form.tsx";
import { signInAnewHref, signInHref } from "./sign-in-href.ts";
import type { Child } from "hono/jsx";
import type { Change, OfferView } from "./views.ts";

/** Where the offer stands: until when to answer, or what was answered. */
export function OfferStanding({ view: { state, ordinaryChannel } }: { view: OfferView }) {
  switch (state.kind) {
    case "open":
      return (
        <p>
          请最晚在<strong>{formatDay(state.until)}</strong>答复。不答复不算放弃，也不会自动领取。
        </p>
      );
    case "lapsed":
      return (
        <Notice kind="wait" title="已过答复日期，仍可确认">
          <p>答复日期是{formatDay(state.lapsedOn)}。现在确认，以前各期能否补发，按政策规定。</p>
        </Notice>
      );
    case "announced":
      return (
        <Notice kind="note" title="您不用做任何事，会自动发放">
          <p>
            {state.signInToDecline === true
              ? "不想要的，请登录后选“不领取”"
              : "不想要的，可以选“不领取”"}
            {state.declineUntil === undefined
              ? "，开始发放前都可以。"
              : `，最晚${formatDay(state.declineUntil)}。`}
          </p>
        </Notice>
      );
    case "under-way":
      return (
        <Notice kind="note" title="已经开始发放，您不用做任何事">
          <p>{changeText(state.change)}对结果有疑问的，请拨打12345，由工作人员复核。</p>
        </Notice>
      );
    case "sign-in-needed":
      return (
        <Notice
          kind={state.isAnother ? "wrong" : "wait"}
          title={state.isAnother ? "您登录的不是这项待遇的本人或者单位" : "请登录后确认"}
        >
          <p>
            为保护您的隐私，这一项不能只凭链接确认。请由本人（单位由经办人）登录后确认或放弃
            {state.until === undefined ? "。" : `，最晚${formatDay(state.until)}。`}
          </p>
          <p>也可以按原渠道办理：{ordinaryChannel}</p>
        </Notice>
      );
    case "decided":
      return (
        <Notice kind="done" title={state.decision === "confirm" ? "您已确认领取" : "您已放弃"}>
          <p>
            {formatInstant(state.decidedAt)}，回执号<span class="number">{state.receipt}</span>。
            {changeText(state.change)}
          </p>
        </Notice>
      );
  }
  state satisfies never;
}

/** The answers that are possible now; none where there is nothing to answer here. */
export function OfferAnswer({ view }: { view: OfferView }) {
  const { state, handle, check, checkFailed } = view;
  const confirm = { decision: "confirm", handle, check, checkFailed } as const;
  switch (state.kind) {
    case "open":
    case "lapsed":
      return (
        <>
          <Actions>
            <DecisionForm {...confirm}>确认领取</DecisionForm>
            <WaiveButton>放弃</WaiveButton>
          </Actions>
          <p class="small quiet" lang="en">
            Confirm to receive this benefit, or waive it. You can change your answer until payment
            begins.
          </p>
        </>
      );
    case "announced":
      if (state.signInToDecline === true)
        return (
          <SignIn isAnother={state.isAnother === true} outlined>
            登录后可以不领取
          </SignIn>
        );
      return (
        <>
          <Actions>
            <WaiveButton>不领取</WaiveButton>
          </Actions>
          <p class="small quiet" lang="en">
            Nothing to do: this benefit comes by itself. You may decline it.
          </p>
        </>
      );
    case "decided":
      if (!state.change.possible) return <LaterAnswer change={state.change} />;
      return (
        <Actions>
          {state.decision === "confirm" ? (
            <WaiveButton>改为放弃</WaiveButton>
          ) : (
            <DecisionForm {...confirm}>改为确认领取</DecisionForm>
          )}
        </Actions>
      );
    case "under-way":
      return <LaterAnswer change={state.change} />;
    case "sign-in-needed":
      return <SignIn isAnother={state.isAnother}>登录后确认</SignIn>;
  }
  state satisfies never;
}

/** What is left where nothing can be changed here: to sign in first, or to end what stands for later periods. */
function LaterAnswer({ change }: { change: Change }) {
  if (change.possible) return null;
  if (change.signIn !== undefined) {
    return (
      <SignIn isAnother={change.signIn === "another"} outlined>
        登录后更改
      </SignIn>
    );
  }
  if (!change.laterPeriods) return null;
  return (
    <Actions>
      <WaiveButton>以后各期不再领取</WaiveButton>
    </Actions>
  );
}

/** Leads to the identity provider, and from there back to this offer. */
function SignIn({
  isAnother,
  outlined = false,
  children,
}: {
  isAnother: boolean;
  outlined?: boolean;
  children: Child;
}) {
  return (
    <>
      <Actions>
        <ButtonLink href={isAnother ? signInAnewHref : signInHref} outlined={outlined}>
          {isAnother ? "换一个身份登录" : children}
        </ButtonLink>
      </Actions>
      <p class="small quiet" lang="en">
        To protect your privacy, sign in to answer; you will come back to this page.
      </p>
    </>
  );
}

/** Leads to the page that asks once more: a form that gets, so it changes nothing. */
function WaiveButton({ children }: { children: Child }) {
  return (
    <form method="get" action="/c/waive">
      <SubmitButton outlined>{children}</SubmitButton>
    </form>
  );
}

/** Until when a decision can be changed, as a sentence. */
export function changeText(change: Change): string {
  if (change.possible) {
    return change.until === undefined
      ? "开始发放前可以更改。"
      : `最晚${formatDay(change.until)}可以更改。`;
  }
  const signIn = change.signIn === undefined ? "" : "，要先登录";
  if (change.laterPeriods) return `已经开始办理的不能再更改；以后各期可以不再领取${signIn}。`;
  return change.signIn === undefined
    ? "已经开始办理，不能再更改。"
    : "开始发放前可以更改，要先登录。";
}
