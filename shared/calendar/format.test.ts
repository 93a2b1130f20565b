import { expect, it } from "vitest";
import { civilDate } from "./civil-date.ts";
import { formatDay, formatMonth, formatPeriod } from "./format.ts";

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

it.each(["2026-13", "2026-00", "2026-1", "2026", "2026-01-01", "12026-01"])(
  "%s is no month",
  (text) => {
    expect(() => formatMonth(text)).toThrow(RangeError);
  },
);

it.each([
  ["2026-12", "2026年12月"],
  ["2026-03", "2026年3月"],
  ["2026-Q1", "2026年第一季度"],
  ["2026-Q2", "2026年第二季度"],
  ["2026-Q3", "2026年第三季度"],
  ["2026-Q4", "2026年第四季度"],
  ["2026", "2026年"],
  ["once", "once"],
  ["2026-Q0", "2026-Q0"],
  ["2026-Q5", "2026-Q5"],
  ["x2026-Q1", "x2026-Q1"],
  ["2026-Q12", "2026-Q12"],
  ["x2026", "x2026"],
  ["20261", "20261"],
  ["x2026-12", "x2026-12"],
  ["2026-123", "2026-123"],
])("the period %s reads %s", (period, text) => {
  expect(formatPeriod(period)).toBe(text);
});
