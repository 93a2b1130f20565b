import { newTask, type Task } from "#shared/outbox/task.ts";
import { closeWorkItemTask } from "#shared/work-items/work-item-task.ts";
import type { Objection } from "./objection.ts";

/** What is told about an objection, and to whom: to the person concerned, or to the one who objected. */
export const occasions = [
  /** The person concerned: payment waits while it is examined. */
  "frozen",
  /** The person concerned: the freeze is lifted, the answer follows. */
  "lifted",
  /** The person concerned: what came of it, and how to go on against that. */
  "answered",
  /** The objector: it is not examined. */
  "declined",
  /** The objector: it was answered. */
  "result",
] as const;
export type Occasion = (typeof occasions)[number];

/** A message about an objection. */
export function tell({ id, subjectKey, policy }: Objection, occasion: Occasion, now: Date): Task {
  return newTask(
    {
      topic: "notify",
      kind: "objection",
      subjectKey,
      policy,
      reference: `${id} ${occasion}`,
      dueAt: now,
    },
    now,
  );
}

/** Closes the work item that waits for the next act about an objection. */
export function closeWork(
  { id, subjectKey, state }: Objection,
  by: string,
  outcome: string,
  now: Date,
): Task {
  const kind = state === "lodged" ? "objection" : "objection-answer";
  return closeWorkItemTask({ kind, reference: id }, by, outcome, subjectKey, now);
}
