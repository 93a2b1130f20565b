import { newTask, type Task } from "#shared/outbox/task.ts";
import type { Decision } from "#shared/confirmations/decide-offer.ts";
import type { Question } from "./question.ts";

/** What is answered to a reply. */
export type Answer =
  /** Not understood: how to answer. */
  | { readonly kind: "help"; readonly about: readonly Question[] }
  /** Several wait: which one. */
  | { readonly kind: "which"; readonly about: readonly Question[] }
  /** Sure? With the second word. */
  | { readonly kind: "sure"; readonly about: Question; readonly code: string }
  /** It was decided before. */
  | {
      readonly kind: "decided";
      readonly about: Question;
      readonly decision: Decision;
      readonly receipt: string;
    }
  | { readonly kind: "ended" | "begun" | "account"; readonly about: Question };

type AnswerKind = Answer["kind"];

/** What a message tells of an answer; of the offers only their policies and numbers. */
export interface ToldAnswer {
  readonly kind: AnswerKind;
  readonly offers: readonly { readonly number: number; readonly policy: string }[];
  /** The second word, or the receipt. */
  readonly word: string;
  readonly decision: Decision;
}

/**
 * The task that sends an answer. It is about the reply, so that the same reply heard twice is answered by one message.
 *
 * @param reply the digest under which the reply is known
 */
export function answerTask(answer: Answer, to: string, reply: string, now: Date): Task {
  const about = "code" in answer || "receipt" in answer ? [answer.about] : [answer.about].flat();
  const offers = about.map(({ number, policy }) => `${number}:${policy}`).join(",");
  const word = "code" in answer ? answer.code : "receipt" in answer ? answer.receipt : "-";
  const decision = "decision" in answer ? answer.decision : "confirm";
  return newTask(
    {
      topic: "notify",
      kind: "sms-answer",
      subjectKey: to,
      policy: about[0]?.policy ?? "",
      reference: [answer.kind, reply, word, decision, offers].join(" "),
      dueAt: now,
    },
    now,
  );
}

const kinds: readonly AnswerKind[] = [
  "help",
  "which",
  "sure",
  "decided",
  "ended",
  "begun",
  "account",
];

/** What such a task refers to; throws where it is none. */
export function readAnswer({ reference }: Pick<Task, "reference">): ToldAnswer {
  const [word, , second = "", decision = "", offers = ""] = reference.split(" ");
  const kind = kinds.find((one) => one === word);
  if (kind === undefined) throw new Error("a task tells no answer to a reply");
  return {
    kind,
    word: second,
    decision: decision === "waive" ? "waive" : "confirm",
    offers: offers.split(",").map((one) => {
      const [number = "", policy = ""] = one.split(":");
      return { number: Number(number), policy };
    }),
  };
}
