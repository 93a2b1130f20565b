import { expect, it } from "vitest";
import { civilDate } from "./civil-date.ts";
import { formatDay, formatMonth } from "./format.ts";

it.each([
  ["2026-12-01", "2026年12月1日（星期二）"],
  ["2026-03-01", "2026年3月1日（星期日）"],
  ["2022-10-08", "2022年10月8日（星期六）"],
])("%s reads %s", (day, text) => {
  expect(formatDay(civilDate(day))).toBe(text);
});

it("a month reads without a leading zero", () => {
  expect(formatMonth("2026-12")).toBe("2026年12月");
  expect(formatMonth("2026-03")).toBe("2026年3月");
});

it.each(["2026-13", "2026-00", "2026-1", "2026", "2026-01-01"])("%s is no month", (text) => {
  expect(() => formatMonth(text)).toThrow(RangeError);
});
