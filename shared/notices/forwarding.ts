import { newTask, type Task } from "#shared/outbox/task.ts";
import type { Notice } from "./store-notice.ts";

const hour = 3_600_000;

/** How long a channel may be silent about a message before the next one tells it. Carriers try for two days. */
const patience = { app: 24 * hour, "enterprise-page": 24 * hour, sms: 48 * hour } as const;

/** When it is looked whether a message has arrived. */
export function watchedAt(channel: keyof typeof patience, leavesAt: Date): Date {
  return new Date(leavesAt.getTime() + patience[channel]);
}

/** The task that has the next channel tell what a message did not bring. */
export function forwardTask(
  { id, subjectKey, policy }: Pick<Notice, "id" | "subjectKey" | "policy">,
  dueAt: Date,
  now: Date,
): Task {
  const about = { subjectKey, policy, reference: id };
  return newTask({ topic: "notify", kind: "forward", ...about, dueAt }, now);
}

/** Whether what a message told can be told again by another channel: only where it is on record what that was. */
export const isForwardable = ({ kind }: Pick<Notice, "kind">): boolean => kind !== "";

/** The message that told it first. */
export const firstOf = ({ id, first }: Pick<Notice, "id" | "first">): string =>
  first === "" ? id : first;
