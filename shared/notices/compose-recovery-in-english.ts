import { formatDayInEnglish } from "#shared/calendar/format.ts";
import { formatYuanInEnglish } from "#shared/money/fen.ts";
import type { RecoveryFacts, RecoveryNoticeKind } from "./recovery-facts.ts";
import { englishSpeakerOf } from "./compose-in-english.ts";
import { englishTitleOf } from "./english-titles.ts";
import type { NoticeText } from "./notice-text.ts";
import { type Reader, templateOf } from "./reader.ts";

/** The words about what was paid too much, in English: the same rules as in Chinese, see `composeRecovery`. */
export function composeRecoveryInEnglish(
  kind: RecoveryNoticeKind,
  { policy, amountFen, dueOn }: RecoveryFacts,
  reader: Reader,
): NoticeText {
  const title = englishTitleOf(policy);
  const amount = policy.sensitive ? "" : formatYuanInEnglish(amountFen);
  const of = amount === "" ? "too much" : `${amount} too much`;
  const safety = `This message holds no account to pay to and no link, and asks you for nothing: transfer no money because of a message. Questions: call ${policy.contact}.`;
  const read = "sign in to the one-stop platform or ask at a community service center";
  const text = (heading: string, words: string): NoticeText => ({
    template: templateOf(kind, reader),
    title: heading,
    body: `${englishSpeakerOf(policy)}${words} ${safety}`,
  });
  switch (kind) {
    case "recovery-announced":
      return text(
        `${title} may have been paid too much: please say what you think`,
        `You may have received ${of} for ${title}. Nothing is decided. Within five working days of the notice you can state your opinion; to read it, ${read}.`,
      );
    case "recovery-decided":
      return text(
        `${title}: decision to claim back`,
        `You received ${of} for ${title}; it was decided to claim it back${dueOn === null ? "" : `. Please repay it by ${formatDayInEnglish(dueOn)}`}. You can ask for instalments. For the ways to repay and to appeal, ${read}.`,
      );
    case "recovery-changed":
      return text(
        `${title}: the claim has changed`,
        amountFen === 0
          ? `After another look, nothing of ${title} has to be repaid any more.`
          : `After another look, what you have to repay of ${title} has changed${amount === "" ? "" : ` to ${amount}`}. To read it, ${read}.`,
      );
    case "recovery-withdrawn":
      return text(
        `${title}: nothing is claimed back`,
        `It was found that nothing of ${title} is claimed back; you need not repay anything.`,
      );
    case "recovery-set-off":
      return text(
        `${title}: something was set off this time`,
        `What you had not repaid in time was set off, as the rules say, against ${title}${amountFen === 0 ? " and is settled" : amount === "" ? " in part" : `; ${amount} remain`}. For the details, ${read}.`,
      );
    case "recovery-owed-again":
      return text(
        `${title}: the set-off was undone`,
        `This payment of ${title} did not arrive, so what was set off against it was undone${amountFen === 0 ? "" : amount === "" ? " and is still to be repaid" : `; ${amount} are still to be repaid`}. For the details, ${read}.`,
      );
    case "recovered":
      return text(
        `${title}: your repayment has arrived`,
        `What you repaid of ${title} has arrived; the matter is closed.`,
      );
  }
  return kind satisfies never;
}
