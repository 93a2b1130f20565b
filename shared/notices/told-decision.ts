import type { Confirmation } from "#shared/confirmations/confirmation.ts";
import { agentOf, type Way } from "#shared/confirmations/way.ts";
import type { decisions } from "#shared/db/enumerations.ts";
import { newTask, type Task } from "#shared/outbox/task.ts";

type Decision = (typeof decisions)[number];

/** By whom it was decided, as far as the message says it. */
export type ToldWay = (typeof toldWays)[number];
const toldWays = ["counter", "sms", "agent", "agent-at-counter"] as const;

/** What a message tells of a decision. */
export interface ToldDecision {
  readonly receipt: string;
  readonly decision: Decision;
  readonly way: ToldWay;
}

/** The task that tells the subject of a decision which the subject may not have made. */
export function toldTask(
  { subjectKey, policy }: Pick<Confirmation, "subjectKey" | "policy">,
  receipt: string,
  decision: Decision,
  way: Way,
  now: Date,
): Task {
  const by = toldWay(way);
  const reference = `${receipt} ${decision} ${by}`;
  return newTask(
    { topic: "notify", kind: "decided", subjectKey, policy, reference, dueAt: now },
    now,
  );
}

function toldWay(way: Way): ToldWay {
  if (way.assurance === "sms") return "sms";
  if (agentOf(way) === undefined) return "counter";
  return way.assurance === "counter" ? "agent-at-counter" : "agent";
}

/** What such a task refers to; throws where it is none. */
export function readTold({ reference }: Pick<Task, "reference">): ToldDecision {
  const [receipt, decision, word] = reference.split(" ");
  if (receipt === undefined || (decision !== "confirm" && decision !== "waive"))
    throw new Error("a task tells of no decision");
  const way = toldWays.find((one) => one === word);
  if (way === undefined) throw new Error("a task tells no way of a decision");
  return { receipt, decision, way };
}
