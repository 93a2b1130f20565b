import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { builtInCalendar } from "./built-in-calendar.ts";
import { calendarWith } from "./calendar.ts";
import { addDays, civilDate, weekdayOf } from "./civil-date.ts";
import { stateCouncilNotices } from "./state-council-notices.ts";
import { addWorkingDays, dueDay } from "./working-days.ts";
import vectors from "./working-days.vectors.json" with { type: "json" };

describe("working days", () => {
  it.each([
    ["2022-04-01", 5, "2022-04-11"],
    ["2022-04-28", 5, "2022-05-09"],
    ["2022-09-30", 1, "2022-10-08"],
    ["2023-01-19", 5, "2023-01-31"],
    ["2024-02-08", 5, "2024-02-21"],
    ["2024-09-13", 5, "2024-09-23"],
    ["2025-01-24", 5, "2025-02-07"],
    ["2025-09-26", 5, "2025-10-10"],
    ["2026-02-13", 5, "2026-02-27"],
    ["2022-12-30", 5, "2023-01-09"],
    ["2022-12-30", 1, "2023-01-03"],
  ])("from %s, the %ith is %s", (from, n, to) => {
    expect(addWorkingDays(civilDate(from), n)).toEqual({ ok: true, day: to });
  });

  it.each(vectors.add)("from $from, $workingDays further is $to", ({ from, workingDays, to }) => {
    expect(addWorkingDays(civilDate(from), workingDays)).toEqual({ ok: true, day: to });
  });

  it("zero working days stay on the start day, even on a holiday", () => {
    expect(addWorkingDays(civilDate("2026-10-01"), 0)).toEqual({ ok: true, day: "2026-10-01" });
  });

  it("the last working day of 2026 is Thursday 31 December, and the next needs 2027", () => {
    const from = civilDate("2026-12-30");
    expect(addWorkingDays(from, 1)).toEqual({ ok: true, day: "2026-12-31" });
    expect(addWorkingDays(from, 2)).toEqual({ ok: false, missingYear: 2027 });
  });

  it("a count that begins before the first notice names the first missing year", () => {
    expect(addWorkingDays(civilDate("2021-12-30"), 3)).toEqual({ ok: false, missingYear: 2021 });
    expect(addWorkingDays(civilDate("2019-06-01"), 900)).toEqual({ ok: false, missingYear: 2019 });
  });

  it("the start day is not counted, so its year needs no notice", () => {
    expect(addWorkingDays(civilDate("2021-12-31"), 1)).toEqual({ ok: true, day: "2022-01-04" });
  });

  it("a negative or broken count is refused", () => {
    expect(() => addWorkingDays(civilDate("2026-01-05"), -1)).toThrow(RangeError);
    expect(() => addWorkingDays(civilDate("2026-01-05"), 1.5)).toThrow(RangeError);
  });

  it("two counts in a row are one count of their sum", () => {
    const start = fc
      .integer({ min: 0, max: 1_500 })
      .map((n) => addDays(civilDate("2022-01-01"), n));
    const count = fc.nat({ max: 60 });
    fc.assert(
      fc.property(start, count, count, (from, first, second) => {
        const middle = addWorkingDays(from, first);
        expect(middle.ok && addWorkingDays(middle.day, second)).toEqual(
          addWorkingDays(from, first + second),
        );
      }),
    );
  });

  it.each([
    [2022, 249],
    [2023, 249],
    [2024, 251],
    [2025, 248],
    [2026, 248],
  ])("%i has %i of them", (year, count) => {
    // Counted from the last day of the year before to the last working day of the year.
    const from = civilDate(`${year - 1}-12-31`);
    const last = addWorkingDays(from, count);
    const next = addWorkingDays(from, count + 1);
    expect(last.ok && last.day.slice(0, 4)).toBe(String(year));
    expect(next.ok ? next.day.slice(0, 4) : String(next.missingYear)).toBe(String(year + 1));
  });
});

describe("a year that arrives as data", () => {
  const from = civilDate("2026-12-30");
  const year = {
    year: 2027,
    holidays: [["2026-12-31", "2027-01-03"]],
    weekendWorkingDays: ["2027-01-09"],
  } as const;
  const known = calendarWith(builtInCalendar, [year]);

  it("gives the days that were missing, reaching back into the year before", () => {
    expect(dueDay({ from, workingDays: 1 }, builtInCalendar)).toBe("2026-12-31");
    expect(dueDay({ from, workingDays: 2 }, builtInCalendar)).toBeNull();
    expect(dueDay({ from, workingDays: 1 }, known)).toBe("2027-01-04");
    expect(dueDay({ from, workingDays: 6 }, known)).toBe("2027-01-09");
    expect(dueDay({ from: civilDate("2027-12-31"), workingDays: 1 }, known)).toBeNull();
  });

  it("counts before one that is known already, as an amended notice does", () => {
    const amended = calendarWith(known, [{ ...year, weekendWorkingDays: [] }]);
    expect(dueDay({ from, workingDays: 6 }, amended)).toBe("2027-01-11");
  });
});

describe("the State Council's notices", () => {
  it.each(stateCouncilNotices)("$year has the make-up days of the vectors", (notice) => {
    const days = Object.entries(vectors.weekendWorkingDays).find(
      ([year]) => year === String(notice.year),
    )?.[1];
    expect(notice.weekendWorkingDays.map((day) => day.slice(5))).toEqual(days);
  });

  it("cover 2022 to 2026, one notice each", () => {
    expect(stateCouncilNotices.map(({ year }) => year)).toEqual([2022, 2023, 2024, 2025, 2026]);
    expect(new Set(stateCouncilNotices.map(({ govCn }) => govCn)).size).toBe(5);
  });

  it.each(stateCouncilNotices)("$year: make-up days are weekend days of the year", (notice) => {
    for (const text of notice.weekendWorkingDays) {
      expect(text.slice(0, 4)).toBe(String(notice.year));
      expect([0, 6]).toContain(weekdayOf(civilDate(text)));
    }
  });

  it.each(stateCouncilNotices)(
    "$year: holidays follow each other and hold no make-up day",
    (notice) => {
      let before = civilDate(`${notice.year - 1}-12-30`);
      for (const [first, last] of notice.holidays) {
        expect(civilDate(first) > before).toBe(true);
        expect(civilDate(last) >= first).toBe(true);
        before = civilDate(last);
        expect(notice.weekendWorkingDays.filter((day) => first <= day && day <= last)).toEqual([]);
      }
    },
  );
});
