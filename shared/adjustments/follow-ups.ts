import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { toldPeriod } from "#shared/entitlements/period-of-relative.ts";
import { newTask, type Task, type TaskKind } from "#shared/outbox/task.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { closeWorkItemTask, openWorkItemTask } from "#shared/work-items/work-item-task.ts";
import { type Adjustment, isOpenRecovery, referenceTo } from "./adjustment.ts";

/** The working days in which the lead department decides what to do about what was paid too much. */
const decideWithinWorkingDays = 10;

/**
 * What follows from adjustments that are new or have changed: a supplement is instructed, a recovery is put before
 * people, and of one that the subject has heard of it hears that it has become less.
 *
 * @param before the entitlement's adjustments as they were
 */
export async function followUpsOf(
  { id: policy, leadDepartment }: Pick<Policy, "id" | "leadDepartment">,
  before: readonly Adjustment[],
  changed: readonly Adjustment[],
  now: Date,
): Promise<Task[]> {
  const tasks = changed.map(async (after): Promise<Task[]> => {
    const known = before.find(({ number }) => number === after.number);
    const { subjectKey, id, period } = after;
    if (after.kind === "supplement") {
      const isMore = after.state === "due" && after.amountFen > (known?.amountFen ?? 0);
      return isMore
        ? [
            newTask(
              { topic: "fulfil", kind: "instruct", subjectKey, policy, reference: "", dueAt: now },
              now,
            ),
          ]
        : [];
    }
    const item = { kind: "recovery", reference: id } as const;
    if (known === undefined) {
      const detail = { period: await toldPeriod(subjectKey, period) };
      const term = { from: shanghaiDay(now), workingDays: decideWithinWorkingDays };
      const owner = leadDepartment;
      return [openWorkItemTask({ ...item, owner, policy, detail, term }, subjectKey, now)];
    }
    const told = known.announcedAt === null ? [] : [noticeOf("recovery-changed", after, now)];
    if (isOpenRecovery(after)) return told;
    return [...told, closeWorkItemTask(item, "system:judging", after.state, subjectKey, now)];
  });
  return (await Promise.all(tasks)).flat();
}

/**
 * Has the subject told how a recovery stands.
 *
 * @param cause what has changed it, where several may change it to the same
 */
export function noticeOf(
  kind: Extract<TaskKind, `recover${string}`>,
  recovery: Adjustment,
  now: Date,
  cause?: string,
): Task {
  const { subjectKey, policy, amountFen, state } = recovery;
  // Each change is another message; all else is told once.
  const about = kind === "recovery-changed" ? `${state}-${amountFen}` : cause;
  const reference = referenceTo(recovery, about);
  return newTask({ topic: "notify", kind, subjectKey, policy, reference, dueAt: now }, now);
}
