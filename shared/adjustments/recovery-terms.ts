import type { Calendar } from "#shared/calendar/calendar.ts";
import { addDays, type CivilDate } from "#shared/calendar/civil-date.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { addWorkingDays, dueDay } from "#shared/calendar/working-days.ts";
import type { Adjustment } from "./adjustment.ts";

/** How long the subject may state its opinion 陈述申辩 before anything is decided, in working days. */
const hearingWorkingDays = 5;

/** How long it has to repay, in calendar days. */
const repaymentDays = 30;

/**
 * The last day of the hearing; null is 待定, for the calendar of a year is missing, undefined before it was announced.
 */
export function heardUntil(
  { announcedAt }: Pick<Adjustment, "announcedAt">,
  calendar: Calendar,
): CivilDate | null | undefined {
  if (announcedAt === null) return undefined;
  const from = shanghaiDay(new Date(announcedAt));
  return dueDay({ from, workingDays: hearingWorkingDays }, calendar);
}

/** Whether the subject has been heard, or has let its time pass. While the calendar is missing nobody can say so. */
export function isHeard(
  recovery: Pick<Adjustment, "announcedAt" | "heardAt">,
  calendar: Calendar,
  today: CivilDate,
): boolean {
  if (recovery.heardAt !== null) return true;
  const until = heardUntil(recovery, calendar);
  return until !== undefined && until !== null && until < today;
}

/** The last day to repay; where that is no working day, the next one (Civil Code Art. 203). */
export function repayUntil(decidedOn: CivilDate, calendar: Calendar): CivilDate {
  const last = addDays(decidedOn, repaymentDays);
  const next = addWorkingDays(addDays(last, -1), 1, calendar);
  return next.ok ? next.day : last;
}
