import { kindOf, type Task, type TaskKind } from "#shared/outbox/task.ts";

/** What may be told together when it arrives together: the first word of each benefit. */
export const gatheredKinds = ["offer", "announcement", "continued"] as const satisfies TaskKind[];

export const isGathered = ({ kind }: Pick<Task, "kind">): boolean =>
  gatheredKinds.some((one) => one === kind);

/** One of several occasions that are told together. */
interface Occasion {
  readonly kind: TaskKind;
  readonly policy: string;
  readonly reference: string;
  /** The id of the message that would have told it alone. */
  readonly noticeId: string;
}

/** The reference of the task that tells them: it holds all that the tasks of each held. */
export function togetherReference(
  all: readonly { readonly task: Task; readonly noticeId: string }[],
): string {
  return JSON.stringify(
    all.map(({ task, noticeId }) => [kindOf(task), task.policy, task.reference, noticeId]),
  );
}

/** Guarantee: `togetherReference` wrote it. */
function occasionsOf({ reference }: Pick<Task, "reference">): Occasion[] {
  const all = JSON.parse(reference) as [TaskKind, string, string, string][];
  return all.map(([kind, policy, of, noticeId]) => ({ kind, policy, reference: of, noticeId }));
}

/** The tasks that a task tells together, each as it was; of any other task itself. */
export function membersOf(task: Task): Task[] {
  if (task.kind !== "together") return [task];
  return occasionsOf(task).map(({ kind, policy, reference }) => ({
    ...task,
    kind,
    policy,
    reference,
  }));
}

/** What the id of the message is derived from: whatever becomes of one of them, it stays the same on every retry. */
export const togetherOccasion = (task: Pick<Task, "reference">): string =>
  `together ${occasionsOf(task)
    .map(({ noticeId }) => noticeId)
    .toSorted()
    .join(" ")}`;
