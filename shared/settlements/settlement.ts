import type { venueSettlements } from "#shared/db/venues.schema.ts";
import { endToEndId } from "#shared/instructions/instruction.ts";
import { newTask, type Task } from "#shared/outbox/task.ts";

/** What a venue is given back for the visits of a month: one row. */
export type Settlement = typeof venueSettlements.$inferSelect;

/** What names one for ever. */
export type SettlementKey = Pick<Settlement, "month" | "venue" | "policy">;

/** The end-to-end id of its payment; a new attempt, after a definite refusal, has another. */
export async function settlementId(
  subjectKey: string,
  { month, venue, policy }: SettlementKey,
  attempt: number,
): Promise<string> {
  return endToEndId(subjectKey, policy, `${month} ${venue}`, attempt);
}

/** The task by which it is paid: like any payment, once it is released. */
export function settlementTask(
  subjectKey: string,
  { month, venue, policy }: SettlementKey,
  now: Date,
): Task {
  const reference = `${month} ${venue}`;
  return newTask(
    { topic: "fulfil", kind: "settle-visits", subjectKey, policy, reference, dueAt: now },
    now,
  );
}

/** Guarantee: `settlementTask` wrote it, and no other task is of this kind. */
export function settlementIn({
  reference,
  policy,
}: Pick<Task, "reference" | "policy">): SettlementKey {
  const [month = "", venue = ""] = reference.split(" ");
  return { month, venue, policy };
}

export const isSettlement = ({ kind }: Pick<Task, "kind">): boolean => kind === "settle-visits";
