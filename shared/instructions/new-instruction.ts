import { addDays, type CivilDate } from "#shared/calendar/civil-date.ts";
import { dueDay, type Term } from "#shared/calendar/working-days.ts";
import { toldPeriod } from "#shared/entitlements/period-of-relative.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { sealedPayee, type StoredSubject } from "#shared/subjects/contact.ts";
import type { City } from "./hold-of.ts";
import type { Instruction } from "./instruction.ts";

/** An instruction that is still to be released, stored and sent. */
export type PlannedInstruction = Omit<Instruction, "release" | "stamp">;

/** An instruction to fulfil these periods, by today's account and calendar. */
export async function newInstruction(
  policy: Policy,
  subject: StoredSubject,
  what: {
    readonly endToEndId: string;
    readonly periods: readonly string[];
    readonly amountFen: number | null;
  },
  { calendar }: Pick<City, "calendar">,
  today: CivilDate,
  now: Date,
): Promise<PlannedInstruction> {
  const term = { from: today, workingDays: workingDaysOf(policy) };
  const endsOn = dueDay(term, calendar);
  const periods = what.periods.map(async (period) => toldPeriod(subject.subjectKey, period));
  return {
    endToEndId: what.endToEndId,
    subjectKey: subject.subjectKey,
    policy: policy.id,
    periods: JSON.stringify(await Promise.all(periods)),
    kind: policy.fulfilment.kind,
    amountFen: what.amountFen,
    payer: policy.fulfilment.payer,
    // The account of this moment: a retry must not follow a later change.
    payeeSealed: sealedPayee(policy.fulfilment, subject),
    state: "requested",
    dueOn: endsOn ?? inCalendarDays(term),
    requestedAt: now.getTime(),
    deliveredAt: null,
    settledAt: null,
    reports: "[]",
    reason: null,
    termFrom: term.from,
    termDays: term.workingDays,
    termEndsOn: endsOn,
  };
}

/** Within how many working days the department must have done it; what is no payment is done at once. */
function workingDaysOf({ fulfilment }: Policy): number {
  return fulfilment.kind === "payment" ? fulfilment.payWithinWorkingDays : 0;
}

/**
 * What a payer is told where the calendar is missing: the same number of calendar days. Never later than the promise,
 * never a guessed holiday, and no payment waits for a calendar; whether it is late is judged when the calendar is there.
 */
function inCalendarDays({ from, workingDays }: Term): CivilDate {
  return addDays(from, workingDays);
}
