import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addDays,
  addMonths,
  civilDate,
  daysBetween,
  earliest,
  firstOfMonth,
  firstOfNextMonth,
  lastOfMonth,
  monthOf,
  monthsBetween,
  newYearAfter,
  parseCivilDate,
  weekdayOf,
  yearOf,
} from "./civil-date.ts";

const firstDay = civilDate("1800-01-01");
const lastDay = civilDate("9998-12-31");
const span = daysBetween(firstDay, lastDay);
const anyDay = fc.integer({ min: 0, max: span }).map((n) => addDays(firstDay, n));
/** Far enough from both ends for a thousand years of arithmetic. */
const middleDay = fc
  .integer({ min: 0, max: 400_000 })
  .map((n) => addDays(civilDate("2900-01-01"), n));

describe("parsing", () => {
  it.each(["2024-02-29", "2000-02-29", "2026-12-31", "1800-01-01", "9998-12-31"])(
    "%s is a day",
    (text) => {
      expect(parseCivilDate(text)).toBe(text);
      expect(civilDate(text)).toBe(text);
    },
  );

  it.each([
    "2023-02-29",
    "1900-02-29",
    "2026-04-31",
    "2026-00-10",
    "2026-13-01",
    "2026-01-00",
    "1799-12-31",
    "9999-12-31",
    "2026-1-1",
    "20260101",
    "2026-01-01T00:00:00Z",
    " 2026-01-01",
    "2026-01-01\n",
    "２０２６-01-01",
    "",
  ])("%j is no day", (text) => {
    expect(parseCivilDate(text)).toBeUndefined();
    expect(() => civilDate(text)).toThrow(RangeError);
  });

  it("accepts exactly the days that Date accepts without moving them", () => {
    const number = (max: number) => fc.integer({ min: 0, max });
    fc.assert(
      fc.property(fc.integer({ min: 1800, max: 9998 }), number(14), number(33), (y, m, d) => {
        const text = `${y}-${String(m).padStart(2, "0")}-${String(d).padStart(2, "0")}`;
        const date = new Date(Date.UTC(y, m - 1, d));
        const isReal = date.toISOString().slice(0, 10) === text;
        expect(parseCivilDate(text)).toBe(isReal ? text : undefined);
      }),
    );
  });
});

describe("days", () => {
  it("adding crosses months, leap days and years", () => {
    expect(addDays(civilDate("2024-02-28"), 1)).toBe("2024-02-29");
    expect(addDays(civilDate("2023-02-28"), 1)).toBe("2023-03-01");
    expect(addDays(civilDate("2026-01-01"), -1)).toBe("2025-12-31");
  });

  it("adding what lies between two days leads from one to the other", () => {
    fc.assert(
      fc.property(anyDay, anyDay, (from, to) => {
        expect(addDays(from, daysBetween(from, to))).toBe(to);
        expect(daysBetween(from, to)).toBe(0 - daysBetween(to, from));
      }),
    );
  });

  it.each([
    ["2022-03-01", "2023-03-01", 12],
    ["2022-03-01", "2023-02-28", 11],
    ["2022-01-31", "2022-02-28", 1],
    ["2022-01-31", "2022-02-27", 0],
    ["2024-02-29", "2025-02-28", 12],
    ["2022-03-01", "2022-03-01", 0],
    ["2022-03-02", "2022-03-01", -1],
  ])("from %s to %s there are %i full months", (from, to, months) => {
    expect(monthsBetween(civilDate(from), civilDate(to))).toBe(months);
  });

  it("full months are all that can be added without going beyond", () => {
    fc.assert(
      fc.property(middleDay, middleDay, (from, to) => {
        const months = monthsBetween(from, to);
        expect(addMonths(from, months) <= to).toBe(true);
        expect(addMonths(from, months + 1) > to).toBe(true);
      }),
    );
  });

  it("texts compare as days do", () => {
    fc.assert(
      fc.property(anyDay, anyDay, (a, b) => {
        expect(a < b).toBe(daysBetween(a, b) > 0);
      }),
    );
  });

  it("the day before the first and the day after the last do not exist", () => {
    expect(() => addDays(firstDay, -1)).toThrow(RangeError);
    expect(() => addDays(lastDay, 1)).toThrow(RangeError);
    expect(() => addDays(firstDay, 1e12)).toThrow(RangeError);
  });

  it("half a day is refused", () => {
    expect(() => addDays(firstDay, 0.5)).toThrow(RangeError);
    expect(() => addMonths(firstDay, 0.5)).toThrow(RangeError);
  });

  it("1 December 2026 is a Tuesday and the weekday advances daily", () => {
    expect(weekdayOf(civilDate("2026-12-01"))).toBe(2);
    fc.assert(
      fc.property(middleDay, (day) => {
        expect(weekdayOf(addDays(day, 1))).toBe((weekdayOf(day) + 1) % 7);
      }),
    );
  });
});

describe("months", () => {
  it.each([
    ["2026-01-31", 1, "2026-02-28"],
    ["2024-01-31", 1, "2024-02-29"],
    ["2026-12-15", 1, "2027-01-15"],
    ["2026-01-15", -1, "2025-12-15"],
    ["2026-03-31", -1, "2026-02-28"],
    ["2024-02-29", 12, "2025-02-28"],
    ["2024-02-29", 48, "2028-02-29"],
    ["2026-05-31", 0, "2026-05-31"],
  ])("%s and %i months is %s", (from, n, to) => {
    expect(addMonths(civilDate(from), n)).toBe(to);
  });

  it("adding months lands in the right month, on the same day or on the month's last", () => {
    fc.assert(
      fc.property(middleDay, fc.integer({ min: -12_000, max: 12_000 }), (day, n) => {
        const result = addMonths(day, n);
        const monthsSince0 = (text: string) => yearOf(civilDate(text)) * 12 + +text.slice(5, 7);
        expect(monthsSince0(result) - monthsSince0(day)).toBe(n);
        const isSameDay = result.slice(8) === day.slice(8);
        expect(
          isSameDay || (result === lastOfMonth(result) && result.slice(8) < day.slice(8)),
        ).toBe(true);
      }),
    );
  });

  it("a month begins after the last day of the one before", () => {
    fc.assert(
      fc.property(middleDay, (day) => {
        expect(addDays(lastOfMonth(day), 1)).toBe(firstOfNextMonth(day));
        expect(firstOfMonth(day)).toBe(`${monthOf(day)}-01`);
        expect(monthOf(lastOfMonth(day))).toBe(monthOf(day));
        expect(String(yearOf(day))).toBe(monthOf(day).slice(0, 4));
      }),
    );
  });

  it.each([
    ["2024-01-01", "2025-01-01"],
    ["2024-02-29", "2025-01-01"],
    ["2024-12-31", "2025-01-01"],
    ["1999-12-31", "2000-01-01"],
  ])("New Year after %s is %s", (day, next) => {
    expect(newYearAfter(civilDate(day))).toBe(next);
  });

  it("no year follows 9998", () => {
    expect(() => newYearAfter(lastDay)).toThrow(RangeError);
  });

  it("no month follows December 9998", () => {
    expect(() => firstOfNextMonth(lastDay)).toThrow(RangeError);
    expect(() => addMonths(firstDay, -1)).toThrow(RangeError);
  });
});

describe("the earliest day", () => {
  it("skips what is unknown", () => {
    const early = civilDate("2025-12-31");
    expect(earliest(undefined, civilDate("2026-01-01"), early, undefined)).toBe(early);
  });

  it("of nothing known is undefined", () => {
    expect(earliest()).toBeUndefined();
    expect(earliest(undefined)).toBeUndefined();
  });
});
