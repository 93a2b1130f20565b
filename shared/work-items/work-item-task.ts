import { newTask, type Task } from "#shared/outbox/task.ts";
import type { NewWorkItem, WorkItemKey } from "./work-item.ts";

/** What a shard asks of the city: to open an item, or to close some. */
export type WorkItemOrder =
  | { readonly open: NewWorkItem }
  | { readonly close: WorkItemKey; readonly by: string; readonly outcome: string };

/**
 * The task by which a shard opens an item in the city, to store in the same batch as its cause. It may come twice, and
 * after the one that closes the item.
 *
 * @param subjectKey on whose shard it is stored
 */
export function openWorkItemTask(open: NewWorkItem, subjectKey: string, now: Date): Task {
  return orderTask({ open }, subjectKey, open.policy, now);
}

/** The task by which a shard closes an item in the city, to store in the same batch as its cause. */
export function closeWorkItemTask(
  close: WorkItemKey,
  by: string,
  outcome: string,
  subjectKey: string,
  now: Date,
): Task {
  return orderTask({ close, by, outcome }, subjectKey, "", now);
}

function orderTask(order: WorkItemOrder, subjectKey: string, policy: string, now: Date): Task {
  return newTask(
    {
      topic: "sweep",
      kind: "work-item",
      subjectKey,
      policy,
      reference: JSON.stringify(order),
      dueAt: now,
    },
    now,
  );
}

/** Guarantee: `orderTask` wrote it, and no other task is of this kind. */
export function orderOf({ reference }: Pick<Task, "reference">): WorkItemOrder {
  return JSON.parse(reference) as WorkItemOrder;
}
