import { formatDayInEnglish } from "#shared/calendar/format.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { departmentNamesInEnglish } from "#shared/identity/departments-in-english.ts";
import { type Fen, formatYuanInEnglish } from "#shared/money/fen.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { type NoticeFacts, type NoticeKind, type NoticeText, speakerOf } from "./notice-text.ts";
import { englishTitleOf } from "./english-titles.ts";
import { type Reader, templateOf, wayIn } from "./reader.ts";

const perPeriod: Record<Policy["period"], string> = {
  month: " a month",
  quarter: " a quarter",
  year: " a year",
  once: "",
  visit: "",
};

/** How a benefit reaches its subject. */
interface Way {
  readonly soon: string;
  readonly done: string;
  readonly failed: string;
  readonly next: string;
  /** After it failed too often. */
  readonly kept: string;
}

const byDepartment = "You keep your right: the department looks into it, and it goes on by itself.";
const ways: Record<Policy["fulfilment"]["kind"], Way> = {
  payment: {
    soon: "it is paid to the account on file",
    done: "was paid to the account on file",
    failed: "could not be paid",
    next: "The money is kept for you. Please check the account on file at your bank or a community service center; once it is right, it is paid again by itself.",
    kept: "The money is kept for you, and the department looks into it. Please check the account on file at your bank or a community service center.",
  },
  reduction: {
    soon: "it is taken off your bill, rent or return",
    done: "was taken off",
    failed: "could not be taken off",
    next: byDepartment,
    kept: byDepartment,
  },
  refund: {
    soon: "it is refunded to you",
    done: "was refunded",
    failed: "could not be refunded",
    next: byDepartment,
    kept: byDepartment,
  },
  service: {
    soon: "it is arranged for you",
    done: "is arranged",
    failed: "could not be arranged",
    next: byDepartment,
    kept: byDepartment,
  },
  certificate: {
    soon: "the certificate is sent to you",
    done: "is certified, and the certificate was sent to you",
    failed: "the certificate could not be sent",
    next: byDepartment,
    kept: byDepartment,
  },
};

export const englishSafetyOf = ({ contact }: Pick<Policy, "contact">): string =>
  `This message asks you for nothing. Questions: call ${contact}.`;

/** How every English message begins: in letters that leave the small alphabet of text messages small. */
export const englishSpeakerOf = (policy: Policy): string =>
  `Jixiang, ${departmentNamesInEnglish[speakerOf(policy)]}: `;

/** A sum, and for what; nothing of a sensitive policy. */
export function englishAmountOf(policy: Policy, amountFen: Fen | null): string {
  if (policy.sensitive || amountFen === null) return "";
  return `, ${formatYuanInEnglish(amountFen)}${perPeriod[policy.period]}`;
}

/** What one does on the page; where the link alone does not decide, the message must not promise it. */
export const englishActOf = ({ assurance }: Policy): string =>
  assurance === "link" ? "to accept or decline" : "to read it, and sign in to accept or decline";

/** How it comes, where nothing has to be confirmed. */
export const englishSoonOf = ({ fulfilment }: Policy): string => ways[fulfilment.kind].soon;

export const englishDay = (at: number): string => formatDayInEnglish(shanghaiDay(new Date(at)));

/** The words of a message in English: the same rules as in Chinese, see `compose`. */
export function composeInEnglish(
  kind: NoticeKind,
  { policy, amountFen, deadlineAt, link, again = false }: NoticeFacts,
  reader: Reader,
): NoticeText {
  const title = englishTitleOf(policy);
  const speaker = englishSpeakerOf(policy);
  const amount = englishAmountOf(policy, amountFen);
  const paid = policy.sensitive || amountFen === null ? "" : `: ${formatYuanInEnglish(amountFen)}`;
  const until = deadlineAt === null ? "" : `By ${englishDay(deadlineAt)}, `;
  const act = englishActOf(policy);
  const safety = englishSafetyOf(policy);
  const open = link === undefined ? "" : wayIn(link, reader);
  const way = ways[policy.fulfilment.kind];
  const text = (heading: string, words: string): NoticeText => ({
    template: templateOf(kind, reader),
    title: heading,
    body: `${speaker}${words} ${safety}`,
  });
  switch (kind) {
    case "offer":
      return text(
        `You can receive: ${title}`,
        `${again ? "Your account on file or your eligibility has changed; please confirm again. " : ""}You qualify for: ${title}${amount}. There is nothing to apply for. ${until}${open}${act}.`,
      );
    case "reminder":
      return text(
        `Reminder: ${title}`,
        `${title}${amount} waits for your answer. ${until}${open}${act}.`,
      );
    case "lapsed":
      return text(
        `${title}: the time to confirm has passed`,
        `The time to confirm ${title} has passed; your right has not. You can still ${open}to confirm, or apply in the usual way.`,
      );
    case "announcement":
      return text(
        `On its way: ${title}`,
        `You qualify for: ${title}${amount}. There is nothing to apply for: ${way.soon}. If you do not want it, ${open}to say so.`,
      );
    case "continued":
      return text(
        `Goes on: ${title}`,
        `${title}, for which you applied before, now goes on by itself${amount}: ${way.soon}. If you no longer want it, ${open}to say so.`,
      );
    case "fulfilled":
      return text(`Done: ${title}`, `${title} ${way.done}${paid}.`);
    case "returned":
      return text(`${title} ${way.failed}`, `${title} ${way.failed}. ${way.next}`);
    case "suspended":
      return text(
        `${title} is on hold`,
        `${title} ${way.failed} several times and is on hold. ${way.kept}`,
      );
  }
  return kind satisfies never;
}
