import type { topics } from "#shared/db/enumerations.ts";
import type { outbox } from "#shared/db/shard.schema.ts";
import { randomId } from "#shared/sealing/digest.ts";

export type Topic = (typeof topics)[number];

/** What is to be done, by topic: messages, instructions, and what only time brings. */
const taskKinds = {
  notify: [
    "offer",
    "reminder",
    "lapsed",
    "announcement",
    "continued",
    "together",
    "forward",
    "watch",
    "fulfilled",
    "returned",
    "alarm",
    "suspended",
    "recovery-announced",
    "recovery-decided",
    "recovery-changed",
    "recovery-withdrawn",
    "recovery-set-off",
    "recovery-owed-again",
    "recovered",
    "cases",
    "case",
    "case-counts",
    "objection",
    "phone-code",
    "decided",
    "mandate",
    "sms-answer",
  ],
  fulfil: ["instruct", "settle-visits"],
  sweep: [
    "deadline",
    "follow",
    "copy",
    "re-evaluate",
    "reserve",
    "measure",
    "shadow",
    "work-item",
    "publicity",
    "publicity-changed",
    "repayment-due",
    "held-mandate",
  ],
} as const satisfies Record<Topic, readonly string[]>;
export type TaskKind = (typeof taskKinds)[Topic][number];

/** One row of the outbox. */
export type Task = typeof outbox.$inferSelect;

export interface NewTask {
  readonly topic: Topic;
  readonly kind: TaskKind;
  readonly subjectKey: string;
  readonly policy: string;
  readonly reference: string;
  readonly dueAt: Date;
}

/**
 * A task to store in the same batch as its cause. One that is due now counts as relayed now, for its hint is sent
 * right after the commit; one that is due later waits for the sweep.
 */
export function newTask({ dueAt, ...rest }: NewTask, now: Date): Task {
  const dueNow = dueAt.getTime() <= now.getTime();
  return {
    ...rest,
    dueAt: dueAt.getTime(),
    id: randomId().slice(0, 16),
    attempts: 0,
    relayedAt: dueNow ? now.getTime() : null,
    failure: null,
  };
}

/** What a row of the outbox asks for. Guarantee: only `newTask` and `continueTasks` write kinds. */
export const kindOf = ({ kind }: Task): TaskKind => kind as TaskKind;
