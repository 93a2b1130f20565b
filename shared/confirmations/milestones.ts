import { policyById } from "#shared/policies/index.ts";
import { type Confirmation, daysAfter } from "./confirmation.ts";

type Offer = Pick<Confirmation, "policy" | "openedAt" | "deadlineAt">;

/** The instant of the next reminder of an open offer, or of its deadline, in milliseconds. */
export function nextMilestone({ policy, openedAt, deadlineAt }: Offer, now: Date): number {
  const ahead = reminderDays(policy)
    .map((day) => daysAfter(openedAt, day))
    .filter((at) => at > now.getTime());
  return Math.min(...ahead, deadlineAt ?? Number.MAX_SAFE_INTEGER);
}

/** The latest reminder that is due, as its day after the offer was opened; undefined before the first. */
export function dueReminder({ policy, openedAt }: Offer, now: Date): number | undefined {
  return reminderDays(policy).findLast((day) => daysAfter(openedAt, day) <= now.getTime());
}

function reminderDays(policy: string): readonly number[] {
  return policyById(policy)?.reminderDays ?? [];
}
