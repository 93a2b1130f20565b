import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, civilDate } from "#shared/calendar/civil-date.ts";
import type { DayExpression, Duration } from "#shared/rules/language/condition.ts";
import { days, firstOfMonth, judgedDay, months, years } from "#shared/rules/language/compare.ts";
import { calendarPeriodOf, dayChangesOn, dayOn, endOf, latestSince, spanOf } from "./days.ts";

const fixed: DayExpression = { kind: "day", day: civilDate("2021-12-31") };

describe("a day of a rule", () => {
  it.each<[DayExpression, string, string | undefined]>([
    [judgedDay, "2024-07-01", undefined],
    [fixed, "2021-12-31", undefined],
    [firstOfMonth(1, 0), "2024-01-01", "2025-01-01"],
    [firstOfMonth(9, 0), "2024-09-01", "2025-01-01"],
    [firstOfMonth(12, -1), "2023-12-01", "2025-01-01"],
    [firstOfMonth(10, 2), "2026-10-01", "2025-01-01"],
  ])("%j on 2024-07-01 is %s, and another from %s", (expression, day, next) => {
    const on = civilDate("2024-07-01");
    expect(dayOn(expression, on)).toBe(day);
    expect(dayChangesOn(expression, on)).toBe(next);
  });

  it("in month 13 is next January's", () => {
    expect(firstOfMonth(12, -1)).toEqual({ kind: "firstOfMonth", years: -1, month: 12 });
    expect(firstOfMonth(13, -1)).toEqual({ kind: "firstOfMonth", years: 0, month: 1 });
    expect(firstOfMonth(25, -1)).toEqual({ kind: "firstOfMonth", years: 1, month: 1 });
  });
});

describe("a duration", () => {
  it.each<[string, Duration, string]>([
    ["1960-02-29", years(65), "2025-02-28"],
    ["1960-02-29", years(64), "2024-02-29"],
    ["2024-01-31", months(1), "2024-02-29"],
    ["2024-01-31", months(2), "2024-03-31"],
    ["2023-11-30", months(3), "2024-02-29"],
    ["2024-01-31", days(1), "2024-02-01"],
    ["2024-02-28", days(2), "2024-03-01"],
    ["2024-05-05", years(0), "2024-05-05"],
  ])("from %s of %j has passed on %s", (since, duration, end) => {
    expect(endOf(civilDate(since), duration)).toBe(end);
  });
});

describe("the latest day since which a duration has passed", () => {
  it.each<[string, Duration, string]>([
    ["2025-02-27", years(65), "1960-02-27"],
    ["2025-02-28", years(65), "1960-02-29"],
    ["2025-02-28", years(64), "1961-02-28"],
    ["2024-02-28", years(64), "1960-02-28"],
    ["2024-02-29", years(65), "1959-02-28"],
    ["2025-02-28", months(1), "2025-01-31"],
    ["2025-03-30", months(1), "2025-02-28"],
    ["2025-04-29", months(1), "2025-03-29"],
    ["2025-04-30", months(1), "2025-03-31"],
    ["2025-05-31", months(1), "2025-04-30"],
    ["2025-03-01", days(1), "2025-02-28"],
    ["2025-03-01", days(0), "2025-03-01"],
  ])("on %s for %j is %s", (on, duration, since) => {
    expect(latestSince(civilDate(on), duration)).toBe(since);
  });

  it("is the last on which it has: no day of the next month has", () => {
    const day = fc
      .integer({ min: 0, max: 73_000 })
      .map((count) => addDays(civilDate("1900-01-01"), count));
    const duration: fc.Arbitrary<Duration> = fc.oneof(
      fc.integer({ min: 0, max: 99 }).map(years),
      fc.integer({ min: 0, max: 99 }).map(months),
      fc.integer({ min: 0, max: 9999 }).map(days),
    );
    fc.assert(
      fc.property(day, duration, (on, passed) => {
        const latest = latestSince(on, passed);
        expect(endOf(latest, passed) <= on).toBe(true);
        for (let later = 1; later <= 31; later += 1) {
          expect(endOf(addDays(latest, later), passed) > on).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("what lies from one day to another, both included,", () => {
  it.each([
    ["days", "2024-02-28", "2024-03-01", 3],
    ["days", "2024-02-28", "2024-02-28", 1],
    ["days", "2024-02-28", "2024-02-27", 0],
    ["months", "2024-02-28", "2024-03-01", 2],
    ["months", "2023-12-31", "2024-01-01", 2],
    ["months", "2022-11-30", "2024-01-01", 15],
    ["months", "2024-02-28", "2024-02-27", 0],
  ] as const)("in %s: from %s to %s there are %i", (by, first, last, expected) => {
    expect(spanOf(civilDate(first), civilDate(last), by)).toBe(expected);
  });
});

describe("a calendar period", () => {
  it.each([
    ["month", "2024-02-01", "2024-02-01", "2024-03-01", 1],
    ["month", "2024-02-29", "2024-02-01", "2024-03-01", 1],
    ["month", "2024-12-31", "2024-12-01", "2025-01-01", 1],
    ["quarter", "2024-01-01", "2024-01-01", "2024-04-01", 3],
    ["quarter", "2024-03-31", "2024-01-01", "2024-04-01", 3],
    ["quarter", "2024-04-30", "2024-04-01", "2024-07-01", 3],
    ["quarter", "2024-08-31", "2024-07-01", "2024-10-01", 3],
    ["quarter", "2024-12-31", "2024-10-01", "2025-01-01", 3],
    ["year", "2024-01-01", "2024-01-01", "2025-01-01", 12],
    ["year", "2024-12-31", "2024-01-01", "2025-01-01", 12],
  ] as const)("%s of %s is from %s until before %s, %i months", (per, on, first, next, length) => {
    expect(calendarPeriodOf(per, civilDate(on))).toEqual({
      firstDay: first,
      next,
      months: length,
    });
  });
});
