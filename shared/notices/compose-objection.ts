import { departmentNames } from "#shared/identity/departments.ts";
import type { Objection } from "#shared/objections/objection.ts";
import { remediesAgainst } from "#shared/objections/remedies.ts";
import type { Occasion } from "#shared/objections/tasks.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { composeObjectionInEnglish } from "./compose-objection-in-english.ts";
import { chineseSms, type Reader, templateOf } from "./reader.ts";
import { safetyOf } from "./compose.ts";
import { type NoticeText, speakerOf } from "./notice-text.ts";

const remedies = remediesAgainst.zh;

type About = Pick<Objection, "raisedBy" | "state" | "outcome" | "freezes">;

/**
 * The words about an objection. To whom it concerns they never say who objected; to the one who objected nothing about
 * the other one but whether it was upheld. The reasons are read signed in.
 */
export function composeObjection(
  occasion: Occasion,
  policy: Policy,
  objection: About,
  reader: Reader = chineseSms,
): NoticeText {
  if (reader.locale === "en") return composeObjectionInEnglish(occasion, policy, objection, reader);
  const title = policy.neutralTitle ?? policy.title;
  const speaker = `【免申即享】${departmentNames[speakerOf(policy)]}`;
  const words = wordsOf(occasion, title, policy, objection);
  return {
    template: templateOf(`objection-${occasion}`, reader),
    title: words.title,
    body: `${speaker}：${words.text}${safetyOf(policy)}`,
  };
}

interface Words {
  readonly title: string;
  readonly text: string;
}

function wordsOf(occasion: Occasion, title: string, policy: Policy, objection: About): Words {
  const { objectionAnswerWorkingDays: days } = policy;
  const isOwn = objection.raisedBy === "subject";
  switch (occasion) {
    case "frozen":
      return {
        title: `${title}：异议核查中`,
        text: isOwn
          ? `您对${title}提出的异议已受理，核查期间暂缓兑现，${days}个工作日内答复您。`
          : `对您的${title}有人提出异议，已受理核查。核查期间暂缓兑现，权利仍为您保留，${days}个工作日内答复。您不用做什么。`,
      };
    case "lifted":
      return {
        title: `${title}：恢复办理`,
        text: `您的${title}不再因异议暂缓，照常办理；异议仍在核查，答复后告诉您。`,
      };
    case "answered":
      return { title: `${title}：异议已答复`, text: `${answerOf(title, objection)}${remedies}` };
    case "declined":
      return {
        title: `${title}：异议未受理`,
        text: `您对${title}提出的异议没有受理，理由请登录“我的待遇”或者凭受理编号查看。${isOwn ? remedies : ""}`,
      };
    case "result":
      return {
        title: `${title}：异议已答复`,
        text: `您对${title}公示提出的异议已答复：${resultOf(objection)}。感谢您的监督。`,
      };
  }
  return occasion satisfies never;
}

function answerOf(title: string, { raisedBy, state, outcome }: About): string {
  const isOwn = raisedBy === "subject";
  if (state === "refused") {
    return isOwn
      ? `您对${title}提出的异议经核查不成立，维持原来的认定。`
      : `对您的${title}的异议经核查不成立，照常办理。`;
  }
  if (outcome === "not-entitled")
    return `经核查，您不符合${title}的条件：没有拨付的不再拨付；已经拨付的依法追回，另行通知并听取您的意见。`;
  return isOwn
    ? `您对${title}提出的异议成立，已按更正后的数据重新认定。`
    : `经核查，${title}据以认定的数据有误，已按更正后的数据重新认定。`;
}

function resultOf({ state }: About): string {
  switch (state) {
    case "upheld":
      return "异议成立，已依法处理";
    case "refused":
      return "经核查，异议不成立";
    case "settled":
      return "所反映的事项已经处理";
    case "lodged":
    case "accepted":
    case "declined":
      throw new Error(`an objection that is ${state} has no result`);
  }
  return state satisfies never;
}
