import { departmentNamesInEnglish } from "#shared/identity/departments-in-english.ts";
import { formatYuanInEnglish } from "#shared/money/fen.ts";
import { type BenefitLine, speakersOf } from "./benefit-lines.ts";
import {
  englishActOf,
  englishAmountOf,
  englishDay,
  englishSafetyOf,
  englishSoonOf,
} from "./compose-in-english.ts";
import { englishTitleOf } from "./english-titles.ts";
import type { NoticeFacts, NoticeText } from "./notice-text.ts";
import { type Reader, templateOf, wayIn } from "./reader.ts";

/** The words of one message about several benefits, in English: the same rules as in Chinese, see `composeTogether`. */
export function composeTogetherInEnglish(
  lines: readonly [BenefitLine, ...BenefitLine[]],
  hasLinks: boolean,
  home: string,
  reader: Reader,
): NoticeText {
  const count = lines.reduce((sum, line) => sum + line.count, 0);
  const items = lines.map((line, index) => `${index + 1}. ${lineOf(line, hasLinks, reader)}`);
  const rest = hasLinks
    ? ""
    : ` To see, accept or decline each, ${wayIn(home, reader)}and sign in, or ask at a community service center; what waits for your answer has reminders with a link.`;
  const speakers = speakersOf(lines, departmentNamesInEnglish, " and ");
  return {
    template: templateOf("together", reader),
    title: `${count} benefits for you: ${lines.map(titleOf).join(", ")}`,
    body: `Jixiang, ${speakers}: You qualify for ${count} benefits. There is nothing to apply for. ${items.join(" ")}${rest} ${englishSafetyOf(lines[0].facts.policy)}`,
  };
}

const titleOf = ({ count, facts: { policy } }: BenefitLine): string =>
  count === 1 ? englishTitleOf(policy) : `${englishTitleOf(policy)} (${count} times)`;

function lineOf(line: BenefitLine, hasLinks: boolean, reader: Reader): string {
  const { kind, facts } = line;
  const { policy, deadlineAt, link } = facts;
  const amount = line.count === 1 ? englishAmountOf(policy, facts.amountFen) : sumOf(facts);
  const open = hasLinks && link !== undefined ? ownWayIn(link, reader) : "";
  const named = `${titleOf(line)}${amount}`;
  if (kind === "offer") {
    const until = deadlineAt === null ? "" : englishDay(deadlineAt);
    return open === ""
      ? `${named}: please answer by ${until}.`
      : `${named}: by ${until}, ${open}${englishActOf(policy)}.`;
  }
  const soon = englishSoonOf(policy);
  return open === ""
    ? `${named}: ${soon}.`
    : `${named}: ${soon}. If you do not want it, ${open}to say so.`;
}

function sumOf({ policy, amountFen }: NoticeFacts): string {
  return policy.sensitive || amountFen === null ? "" : `, ${formatYuanInEnglish(amountFen)} in all`;
}

function ownWayIn(link: string, reader: Reader): string {
  const isButton = reader.channel === "app" || reader.channel === "enterprise-page";
  return isButton ? "open its link " : wayIn(link, reader);
}
