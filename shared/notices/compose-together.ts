import { formatDay } from "#shared/calendar/format.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { departmentNames } from "#shared/identity/departments.ts";
import { formatYuan } from "#shared/money/fen.ts";
import { type Benefit, type BenefitLine, linesOf, mostLinks, speakersOf } from "./benefit-lines.ts";
import { actOf, amountOf, safetyOf, soonOf } from "./compose.ts";
import { composeTogetherInEnglish } from "./compose-together-in-english.ts";
import type { NoticeFacts, NoticeText } from "./notice-text.ts";
import { type Reader, templateOf, wayIn } from "./reader.ts";

/**
 * The words of one message about several benefits: what each is, until when, and the way to each; to the page of the signed-in
 * where there are more than two. What waits for a decision has reminders of its own, each with its link.
 *
 * @param home the page where all of them stand
 */
export function composeTogether(all: readonly Benefit[], home: string, reader: Reader): NoticeText {
  const hasLinks = all.length <= mostLinks;
  const lines = linesOf(all, hasLinks);
  const [first, ...others] = lines;
  if (first === undefined) throw new RangeError("a message about nothing");
  if (reader.locale === "en")
    return composeTogetherInEnglish([first, ...others], hasLinks, home, reader);
  const titles = lines.map(titleOf).join("、");
  const items = lines.map((line, index) => `${index + 1}. ${lineOf(line, hasLinks, reader)}`);
  const rest = hasLinks
    ? ""
    : `逐项查看、确认或者放弃，请${wayIn(home, reader)}登录“一网通办”，或到社区事务受理服务中心办理；待确认的各项另有带链接的提醒。`;
  return {
    template: templateOf("together", reader),
    title: `您有${all.length}项待遇：${titles}`,
    body: `【免申即享】${speakersOf(lines, departmentNames, "、")}：您符合以下${all.length}项的条件，无需申请、填表。${items.join("；")}。${rest}${safetyOf(first.facts.policy)}`,
  };
}

const titleOf = ({ count, facts: { policy } }: BenefitLine): string => {
  const title = policy.neutralTitle ?? policy.title;
  return count === 1 ? title : `${title}${count}笔`;
};

function lineOf(line: BenefitLine, hasLinks: boolean, reader: Reader): string {
  const { kind, facts } = line;
  const { policy, deadlineAt, link } = facts;
  const amount = line.count === 1 ? amountOf(policy, facts.amountFen) : sumOf(facts);
  const open = hasLinks && link !== undefined ? ownWayIn(link, reader) : "";
  if (kind === "offer") {
    const until = deadlineAt === null ? "" : formatDay(shanghaiDay(new Date(deadlineAt)));
    const act = open === "" ? "确认" : `${open}${actOf(policy)}`;
    return `${titleOf(line)}${amount}，请最晚在${until}${act}`;
  }
  const soon = kind === "continued" ? `由系统继续办理，${soonOf(policy)}` : soonOf(policy);
  return `${titleOf(line)}${amount}，${soon}${open === "" ? "" : `，如不领取可${open}说明`}`;
}

function sumOf({ policy, amountFen }: NoticeFacts): string {
  return policy.sensitive || amountFen === null ? "" : `，共${formatYuan(amountFen)}`;
}

/** Where a message has a button for each link, a line names its own. */
function ownWayIn(link: string, reader: Reader): string {
  const isButton = reader.channel === "app" || reader.channel === "enterprise-page";
  return isButton ? "打开它的链接" : wayIn(link, reader);
}
