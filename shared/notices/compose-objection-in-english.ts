import type { Objection } from "#shared/objections/objection.ts";
import { remediesAgainst } from "#shared/objections/remedies.ts";
import type { Occasion } from "#shared/objections/tasks.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { englishSafetyOf, englishSpeakerOf } from "./compose-in-english.ts";
import { englishTitleOf } from "./english-titles.ts";
import type { NoticeText } from "./notice-text.ts";
import { type Reader, templateOf } from "./reader.ts";

type About = Pick<Objection, "raisedBy" | "state" | "outcome">;

/** The words about an objection in English: the same rules as in Chinese, see `composeObjection`. */
export function composeObjectionInEnglish(
  occasion: Occasion,
  policy: Policy,
  objection: About,
  reader: Reader,
): NoticeText {
  const title = englishTitleOf(policy);
  const { heading, text } = wordsOf(occasion, title, policy, objection);
  return {
    template: templateOf(`objection-${occasion}`, reader),
    title: `${title}: ${heading}`,
    body: `${englishSpeakerOf(policy)}${text} ${englishSafetyOf(policy)}`,
  };
}

interface Words {
  readonly heading: string;
  readonly text: string;
}

function wordsOf(
  occasion: Occasion,
  title: string,
  { objectionAnswerWorkingDays: days }: Policy,
  objection: About,
): Words {
  const isOwn = objection.raisedBy === "subject";
  const remedies = remediesAgainst.en;
  switch (occasion) {
    case "frozen":
      return {
        heading: "an objection is looked into",
        text: isOwn
          ? `Your objection about ${title} was accepted. Payment waits meanwhile; you get an answer within ${days} working days.`
          : `Somebody objected to your ${title}; it is looked into. Payment waits meanwhile and you keep your right; the answer comes within ${days} working days. You need not do anything.`,
      };
    case "lifted":
      return {
        heading: "goes on",
        text: `Your ${title} no longer waits for the objection and goes on. The objection is still looked into; you will hear the answer.`,
      };
    case "answered":
      return {
        heading: "the objection is answered",
        text: `${answerOf(title, objection)} ${remedies}`,
      };
    case "declined":
      return {
        heading: "the objection was not accepted",
        text: `Your objection about ${title} was not accepted. Sign in, or use its number, to read why.${isOwn ? ` ${remedies}` : ""}`,
      };
    case "result":
      return {
        heading: "the objection is answered",
        text: `Your objection to the publication about ${title} is answered: ${resultOf(objection)}. Thank you for watching.`,
      };
  }
  return occasion satisfies never;
}

function answerOf(title: string, { raisedBy, state, outcome }: About): string {
  const isOwn = raisedBy === "subject";
  if (state === "refused")
    return isOwn
      ? `Your objection about ${title} was not upheld; the decision stands.`
      : `The objection to your ${title} was not upheld; it goes on.`;
  if (outcome === "not-entitled")
    return `It was found that you do not qualify for ${title}: what is not paid yet will not be paid; what was paid is claimed back by law, of which you are told separately and heard.`;
  return isOwn
    ? `Your objection about ${title} was upheld; it was decided again by the corrected data.`
    : `The data behind your ${title} were found to be wrong; it was decided again by the corrected data.`;
}

function resultOf({ state }: About): string {
  switch (state) {
    case "upheld":
      return "it was upheld and dealt with by law";
    case "refused":
      return "it was not upheld";
    case "settled":
      return "what it was about has been dealt with";
    case "lodged":
    case "accepted":
    case "declined":
      throw new Error(`an objection that is ${state} has no result`);
  }
  return state satisfies never;
}
