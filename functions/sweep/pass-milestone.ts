import { isOfOpening, keyOf, openingOf } from "#shared/confirmations/confirmation.ts";
import { findConfirmation } from "#shared/confirmations/find-confirmation.ts";
import { lapseConfirmation } from "#shared/confirmations/lapse-confirmation.ts";
import { dueReminder, nextMilestone } from "#shared/confirmations/milestones.ts";
import type { Outcome } from "#shared/outbox/consume-hints.ts";
import type { Task } from "#shared/outbox/task.ts";

/**
 * What time brings to an open offer: a reminder, or at the deadline its lapse. Silence is neither consent nor
 * refusal: a lapsed offer can still be confirmed.
 */
export async function passMilestone(db: D1Database, task: Task, now: Date): Promise<Outcome> {
  const confirmation = await findConfirmation(db, keyOf(task));
  // Of an earlier opening: the present one has a term of its own.
  if (confirmation === undefined || !isOfOpening(task, confirmation))
    return { task, end: "settled" };
  const reference = openingOf(confirmation);
  // Lapsed by a run that broke off before it could say so.
  if (confirmation.state === "lapsed") return tell(task, reference, now);
  // Decided or ended since.
  if (confirmation.state !== "open") return { task, end: "settled" };
  if (confirmation.deadlineAt !== null && confirmation.deadlineAt <= now.getTime()) {
    const lapsed = await lapseConfirmation(db, confirmation, now);
    if (!lapsed) return { task, end: "failed", failure: "the offer changed meanwhile" };
    return tell(task, reference, now);
  }
  const day = dueReminder(confirmation, now);
  // A task that came early (its clock was set back) waits for its day.
  if (day === undefined) {
    return {
      task,
      end: "continued",
      next: {
        topic: "sweep",
        kind: "deadline",
        reference,
        dueAt: nextMilestone(confirmation, now),
      },
    };
  }
  return {
    task,
    end: "continued",
    next: {
      topic: "notify",
      kind: "reminder",
      reference: `${reference} ${day}`,
      dueAt: now.getTime(),
    },
  };
}

function tell(task: Task, reference: string, now: Date): Outcome {
  return {
    task,
    end: "continued",
    next: { topic: "notify", kind: "lapsed", reference, dueAt: now.getTime() },
  };
}
