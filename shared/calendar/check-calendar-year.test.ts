import { describe, expect, it } from "vitest";
import type { CalendarYear } from "./calendar.ts";
import { calendarYearFaults } from "./check-calendar-year.ts";
import { stateCouncilNotices } from "./state-council-notices.ts";

const feasts = [
  ["2027-01-01", "2027-01-03"],
  ["2027-05-01", "2027-05-05"],
  ["2027-10-01", "2027-10-07"],
] as const;
const faultsOf = (more: Partial<CalendarYear>) =>
  calendarYearFaults({ year: 2027, holidays: feasts, weekendWorkingDays: [], ...more });

describe("a year of the calendar", () => {
  it.each(stateCouncilNotices)("$year as the notice has it is without fault", (notice) => {
    expect(calendarYearFaults(notice)).toEqual([]);
  });

  it("may reach into the last week of the year before", () => {
    const [, ...others] = feasts;
    expect(faultsOf({ holidays: [["2026-12-31", "2027-01-02"], ...others] })).toEqual([]);
  });

  it.each([
    ["no day", { weekendWorkingDays: ["2027-02-30"] }, "2027-02-30 is no day"],
    ["another year", { weekendWorkingDays: ["2028-01-01"] }, "2028-01-01 is not of 2027"],
    ["too early", { holidays: [...feasts, ["2026-12-24", "2026-12-24"]] }, "is not of 2027"],
    ["backwards", { holidays: [...feasts, ["2027-06-10", "2027-06-09"]] }, "ends before it begins"],
    ["twice", { holidays: [...feasts, ["2027-05-05", "2027-05-06"]] }, "overlap on 2027-05-05"],
    ["a Monday", { weekendWorkingDays: ["2027-02-01"] }, "is no Saturday or Sunday"],
    ["a holiday", { weekendWorkingDays: ["2027-10-02"] }, "is a holiday and a working day"],
    ["the same", { weekendWorkingDays: ["2027-02-06", "2027-02-06"] }, "stands twice"],
    ["no feast", { holidays: feasts.slice(0, 2) }, "2027-10-01 is a holiday by regulation"],
  ] as const)("with %s is refused", (_, more, fault) => {
    expect(faultsOf(more)).toContainEqual(expect.stringContaining(fault));
  });
});
