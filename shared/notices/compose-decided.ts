import { departmentNamesInEnglish } from "#shared/identity/departments-in-english.ts";
import { departmentNames } from "#shared/identity/departments.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { safetyOf } from "./compose.ts";
import { englishSafetyOf, englishSpeakerOf } from "./compose-in-english.ts";
import { englishTitleOf } from "./english-titles.ts";
import { type NoticeText, speakerOf } from "./notice-text.ts";
import { type Reader, templateOf } from "./reader.ts";
import type { ToldDecision, ToldWay } from "./told-decision.ts";

const who: Readonly<Record<ToldWay, string>> = {
  counter: "您在社区事务受理服务中心的窗口",
  sms: "您已用短信回复",
  agent: "您的代办人已代您",
  "agent-at-counter": "您的代办人已在社区事务受理服务中心的窗口代您",
};

const whoInEnglish: Readonly<Record<ToldWay, string>> = {
  counter: "at the counter of a community service center you",
  sms: "by text message you",
  agent: "whoever decides for you by your mandate",
  "agent-at-counter": "at the counter of a community service center, whoever decides for you",
};

/**
 * Tells of a decision that was made at a counter or by whoever decides in the subject's stead, so that one that the
 * subject did not want can be taken back.
 */
export function composeDecided(policy: Policy, told: ToldDecision, reader: Reader): NoticeText {
  const { receipt, decision, way } = told;
  const template = templateOf(`decided-${way}`, reader);
  const isPaid = decision === "confirm" && policy.fulfilment.kind === "payment";
  if (reader.locale === "en") {
    const title = englishTitleOf(policy);
    const done = decision === "confirm" ? "confirmed" : "waived";
    const account = isPaid ? "The money goes to your own account on file only. " : "";
    return {
      template,
      title: `${title}: ${done}`,
      body: `${englishSpeakerOf(policy)}${whoInEnglish[way]} ${done} ${title}, receipt ${receipt}. ${account}If that is not what you want, change it after signing in or at a counter with your card, or call 12345. ${englishSafetyOf(policy)}`,
    };
  }
  const title = policy.neutralTitle ?? policy.title;
  const done = decision === "confirm" ? "确认领取" : "放弃";
  const account = isPaid ? "款项只发到您本人登记的账户。" : "";
  return {
    template,
    title: `${title}已${done}`,
    body: `【免申即享】${departmentNames[speakerOf(policy)]}：${who[way]}${done}${title}，回执号${receipt}。${account}不是您本意的，请登录“一网通办”或者带证件到窗口改回来，也可以拨12345。${safetyOf(policy)}`,
  };
}

/** Tells somebody that another one may decide in their stead from now on. */
export function composeMandate(reader: Reader): NoticeText {
  const template = templateOf("mandate-granted", reader);
  const contact = { contact: "12345" };
  if (reader.locale === "en") {
    return {
      template,
      title: "Somebody may decide for you",
      body: `Jixiang, ${departmentNamesInEnglish["government-services"]}: somebody was recorded who may see and confirm benefits for you. Money goes to your own account on file only. If you did not do this, revoke it after signing in or at a counter with your card, or call 12345. ${englishSafetyOf(contact)}`,
    };
  }
  return {
    template,
    title: "已登记您的代办人",
    body: `【免申即享】${departmentNames["government-services"]}：已登记一位代办人，可以代您查看和确认待遇，款项只发到您本人登记的账户。不是您办的，请登录“一网通办”或者带证件到窗口撤销，也可以拨12345。${safetyOf(contact)}`,
  };
}
