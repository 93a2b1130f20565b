import type { ProposalRequest } from "#shared/contract/proposals.schema.ts";
import type { CalendarYear } from "#shared/calendar/calendar.ts";
import type { CalendarYearEntry } from "#shared/contract/calendar-year.schema.ts";

/** A year as a notice could have it: made up, and no forecast. */
export function aYearEntry(more: Partial<CalendarYearEntry> = {}): CalendarYearEntry {
  const year = more.year ?? 2027;
  return {
    year,
    document: "测试用节假日安排",
    holidays: [
      { from: `${year}-01-01`, until: `${year}-01-03` },
      { from: `${year}-05-01`, until: `${year}-05-05` },
      { from: `${year}-10-01`, until: `${year}-10-07` },
    ],
    // A Saturday of 2027.
    weekendWorkingDays: year === 2027 ? ["2027-01-09"] : [],
    ...more,
  };
}

export function aCalendarYear(more: Partial<CalendarYearEntry> = {}): CalendarYear {
  const { year, holidays, weekendWorkingDays } = aYearEntry(more);
  return { year, holidays: holidays.map(({ from, until }) => [from, until]), weekendWorkingDays };
}

export const aYearProposal = (more: Partial<CalendarYearEntry> = {}): ProposalRequest => ({
  kind: "calendar-year",
  payload: aYearEntry(more),
});
