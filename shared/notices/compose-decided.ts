import { departmentNames } from "#shared/identity/departments.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { type NoticeText, safetyOf, speakerOf } from "./compose.ts";
import type { ToldDecision, ToldWay } from "./told-decision.ts";

const who: Readonly<Record<ToldWay, string>> = {
  counter: "您在社区事务受理服务中心的窗口",
  agent: "您的代办人已代您",
  "agent-at-counter": "您的代办人已在社区事务受理服务中心的窗口代您",
};

/**
 * Tells of a decision that was made at a counter or by whoever decides in the subject's stead, so that one that the
 * subject did not want can be taken back.
 */
export function composeDecided(
  policy: Policy,
  { receipt, decision, way }: ToldDecision,
): NoticeText {
  const title = policy.neutralTitle ?? policy.title;
  const done = decision === "confirm" ? "确认领取" : "放弃";
  const isPaid = decision === "confirm" && policy.fulfilment.kind === "payment";
  const account = isPaid ? "款项只发到您本人登记的账户。" : "";
  return {
    template: `decided-${way}.v1`,
    title: `${title}已${done}`,
    body: `【免申即享】${departmentNames[speakerOf(policy)]}：${who[way]}${done}${title}，回执号${receipt}。${account}不是您本意的，请登录“一网通办”或者带证件到窗口改回来，也可以拨12345。${safetyOf(policy)}`,
  };
}

/** Tells somebody that another one may decide in their stead from now on. */
export function composeMandate(): NoticeText {
  return {
    template: "mandate-granted.v1",
    title: "已登记您的代办人",
    body: `【免申即享】${departmentNames["government-services"]}：已登记一位代办人，可以代您查看和确认待遇，款项只发到您本人登记的账户。不是您办的，请登录“一网通办”或者带证件到窗口撤销，也可以拨12345。${safetyOf({ contact: "12345" })}`,
  };
}
