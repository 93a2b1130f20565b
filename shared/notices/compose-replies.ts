import { formatDay, formatDayInEnglish } from "#shared/calendar/format.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { departmentNames } from "#shared/identity/departments.ts";
import { type Fen, formatYuan, formatYuanInEnglish } from "#shared/money/fen.ts";
import { policyById } from "#shared/policies/index.ts";
import type { Policy } from "#shared/rules/policy.ts";
import type { ToldAnswer } from "#shared/sms-replies/answer.ts";
import { englishSpeakerOf } from "./compose-in-english.ts";
import { englishTitleOf } from "./english-titles.ts";
import { type NoticeText, speakerOf } from "./notice-text.ts";
import { type Reader, templateOf } from "./reader.ts";

/** An offer that is asked about by a text message. */
export interface Asked {
  readonly policy: Policy;
  /** Of one period. */
  readonly amountFen: Fen | null;
  readonly deadlineAt: number | null;
  readonly number: number;
  readonly isReminder: boolean;
}

const perPeriod: Readonly<Partial<Record<Policy["period"], string>>> = {
  month: "每月",
  quarter: "每季度",
};

/**
 * What ends a message that may be answered. It takes the place of the words that a message asks for nothing: here one
 * number may be answered, and nothing else ever is asked for.
 */
const safety = (contact: string): string =>
  `除此以外不用回复任何内容：我们不要证件号、银行卡号、验证码，也不要钱。疑问请拨${contact}。`;
const englishSafety = (contact: string): string =>
  `Nothing else is ever asked for: no document number, card, code or money. Questions: call ${contact}.`;

/**
 * The offer for somebody without a smartphone, who has said at a counter or signed in that messages are answered by text
 * message. It carries no link: on such a phone it would lead nowhere.
 */
export function composeAsked(asked: Asked, reader: Reader): NoticeText {
  const { policy, amountFen, deadlineAt, number, isReminder } = asked;
  const template = templateOf(isReminder ? "reminder-by-reply" : "offer-by-reply", reader);
  const { contact } = policy;
  const until = deadlineAt === null ? undefined : shanghaiDay(new Date(deadlineAt));
  if (reader.locale === "en") {
    const title = englishTitleOf(policy);
    const amount = amountFen === null ? "" : `, ${formatYuanInEnglish(amountFen)}`;
    const by = until === undefined ? "" : ` by ${formatDayInEnglish(until)}`;
    return {
      template,
      title: isReminder ? `Reminder: ${title}` : `You can receive: ${title}`,
      body: `${englishSpeakerOf(policy)}you qualify for: ${title}${amount}, paid to your account on file. To accept, answer this message with the number ${number}${by}; to decline, with NO ${number}. Without an answer nothing is lost. ${englishSafety(contact)}`,
    };
  }
  const amount =
    amountFen === null ? "" : `，${perPeriod[policy.period] ?? ""}${formatYuan(amountFen)}`;
  const by = until === undefined ? "" : `请最晚在${formatDay(until)}答复，`;
  return {
    template,
    title: isReminder ? `提醒：${policy.title}待您确认` : `您可以领取：${policy.title}`,
    body: `【免申即享】${departmentNames[speakerOf(policy)]}：您符合${policy.title}条件${amount}，发到您登记的账户。同意领取，直接回复数字${number}；不领，回复“放弃${number}”。${by}不答复不算放弃。${safety(contact)}`,
  };
}

/** What is answered to a reply: what is so, and what may be answered. */
export function composeAnswer(told: ToldAnswer, reader: Reader): NoticeText {
  const offers = told.offers.flatMap(({ number, policy: id }) => {
    const policy = policyById(id);
    return policy === undefined ? [] : [{ number, policy }];
  });
  const [first] = offers;
  if (first === undefined) throw new Error("an answer is about no known policy");
  const template = templateOf(`reply-${told.kind}`, reader);
  const { contact } = first.policy;
  const isEnglish = reader.locale === "en";
  const words = isEnglish ? inEnglish(told, offers) : inChinese(told, offers);
  return {
    template,
    title: isEnglish ? "Your answer" : "您的回复",
    body: isEnglish
      ? `${englishSpeakerOf(first.policy)}${words} ${englishSafety(contact)}`
      : `【免申即享】${departmentNames[speakerOf(first.policy)]}：${words}${safety(contact)}`,
  };
}

type Offers = readonly { readonly number: number; readonly policy: Policy }[];

function inChinese({ kind, word, decision }: ToldAnswer, offers: Offers): string {
  const [{ number, policy }] = firstOf(offers);
  const list = offers.map((one) => `${one.number}是${one.policy.title}`).join("，");
  switch (kind) {
    case "help":
      return `没看懂您的回复，没有改动任何内容。同意领取${policy.title}，直接回复数字${number}；不领，回复“放弃${number}”。`;
    case "which":
      return `您有几项等着确认，没有改动任何内容。请回复其中一个数字：${list}。`;
    case "sure":
      return `确定放弃${policy.title}吗？还没有放弃。确定的，请回复“放弃 ${word}”；不放弃，不用回复。`;
    case "decided":
      return `${policy.title}您${decision === "confirm" ? "已确认领取" : "已放弃"}，回执号${word}，不用再回复。`;
    case "ended":
      return `${policy.title}这一项已经结束或有变化，没有改动任何内容。有新的会发消息告诉您。`;
    case "begun":
      return `${policy.title}已经在办理，原来的决定不能用短信更改。要改的，请带证件到社区事务受理服务中心。`;
    case "account":
      return `您登记的收款账户有变更，没有改动任何内容。请等新的消息，或者带证件到社区事务受理服务中心。`;
  }
  return kind satisfies never;
}

function inEnglish({ kind, word, decision }: ToldAnswer, offers: Offers): string {
  const [{ number, policy }] = firstOf(offers);
  const title = englishTitleOf(policy);
  const list = offers.map((one) => `${one.number}: ${englishTitleOf(one.policy)}`).join("; ");
  switch (kind) {
    case "help":
      return `your answer was not understood and nothing was changed. To accept ${title}, answer ${number}; to decline, NO ${number}.`;
    case "which":
      return `several benefits wait and nothing was changed. Answer with one number: ${list}.`;
    case "sure":
      return `do you really decline ${title}? Nothing was changed yet. If so, answer NO ${word}.`;
    case "decided":
      return `${title} is ${decision === "confirm" ? "confirmed" : "declined"}, receipt ${word}; there is nothing more to answer.`;
    case "ended":
      return `${title} has ended or changed; nothing was changed by your answer.`;
    case "begun":
      return `${title} is under way and cannot be changed by text message any more. Come to a community service center with your card.`;
    case "account":
      return `your account on file has changed, so nothing was confirmed. Wait for the next message, or come to a community service center.`;
  }
  return kind satisfies never;
}

function firstOf(offers: Offers): readonly [Offers[number]] {
  const [first] = offers;
  if (first === undefined) throw new Error("an answer is about no known policy");
  return [first];
}
