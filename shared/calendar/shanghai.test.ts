import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, civilDate } from "./civil-date.ts";
import { shanghaiDay, shanghaiHour, startOfShanghaiDay } from "./shanghai.ts";

describe("Shanghai", () => {
  it("turns the day at 16:00 UTC", () => {
    expect(shanghaiDay(new Date("2026-02-28T15:59:59.999Z"))).toBe("2026-02-28");
    expect(shanghaiDay(new Date("2026-02-28T16:00:00.000Z"))).toBe("2026-03-01");
    expect(shanghaiHour(new Date("2026-02-28T15:59:59.999Z"))).toBe(23);
    expect(shanghaiHour(new Date("2026-02-28T16:00:00.000Z"))).toBe(0);
  });

  it("begins a day at 16:00 UTC of the day before", () => {
    expect(startOfShanghaiDay(civilDate("2026-03-01")).toISOString()).toBe(
      "2026-02-28T16:00:00.000Z",
    );
  });

  it("agrees with the time zone database since summer time ended in 1991", () => {
    const zone = new Intl.DateTimeFormat("en-CA", {
      timeZone: "Asia/Shanghai",
      dateStyle: "short",
      timeStyle: "medium",
      hourCycle: "h23",
    });
    const instant = fc.date({
      min: new Date("1991-09-15T00:00:00Z"),
      max: new Date("2100-01-01T00:00:00Z"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instant, (at) => {
        const [day = "", time = ""] = zone.format(at).split(", ");
        expect(shanghaiDay(at)).toBe(day);
        expect(shanghaiHour(at)).toBe(Number(time.slice(0, 2)));
      }),
    );
  });

  it("a day holds its first instant and not the one before", () => {
    const anyDay = fc
      .integer({ min: 0, max: 100_000 })
      .map((n) => addDays(civilDate("1950-01-02"), n));
    fc.assert(
      fc.property(anyDay, (day) => {
        const start = startOfShanghaiDay(day);
        expect(shanghaiDay(start)).toBe(day);
        expect(shanghaiDay(new Date(start.getTime() - 1))).toBe(addDays(day, -1));
      }),
    );
  });

  it("an invalid Date is refused", () => {
    expect(() => shanghaiDay(new Date("no"))).toThrow(RangeError);
    expect(() => shanghaiHour(new Date("no"))).toThrow(RangeError);
  });
});
