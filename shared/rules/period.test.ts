import { describe, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { aPolicy, aVersion } from "#shared/testing/sample-policies.ts";
import { nextPeriodOn, periodOf } from "./period.ts";

const versions = [aVersion({})] as const;

describe("a benefit that recurs", () => {
  it.each([
    ["month", "2024-01-31", "2024-01", "2024-02-01"],
    ["month", "2024-12-01", "2024-12", "2025-01-01"],
    ["quarter", "2024-01-01", "2024-Q1", "2024-04-01"],
    ["quarter", "2024-03-31", "2024-Q1", "2024-04-01"],
    ["quarter", "2024-04-01", "2024-Q2", "2024-07-01"],
    ["quarter", "2024-06-30", "2024-Q2", "2024-07-01"],
    ["quarter", "2024-07-01", "2024-Q3", "2024-10-01"],
    ["quarter", "2024-09-30", "2024-Q3", "2024-10-01"],
    ["quarter", "2024-10-01", "2024-Q4", "2025-01-01"],
    ["quarter", "2024-12-31", "2024-Q4", "2025-01-01"],
    ["year", "2024-01-01", "2024", "2025-01-01"],
    ["year", "2024-12-31", "2024", "2025-01-01"],
  ] as const)("by the %s, on %s is of %s until %s", (period, day, name, next) => {
    const sample = aPolicy(versions, { period, standing: true });
    expect(periodOf(sample, civilDate(day))).toBe(name);
    expect(nextPeriodOn(sample, civilDate(day))).toBe(next);
  });
});

it("a benefit that comes once has one period, and one by the visit none", () => {
  const on = civilDate("2024-07-01");
  const once = aPolicy(versions, { period: "once", standing: false });
  expect([periodOf(once, on), nextPeriodOn(once, on)]).toEqual(["once", undefined]);
  const visit = aPolicy(versions, { period: "visit", standing: false });
  expect([periodOf(visit, on), nextPeriodOn(visit, on)]).toEqual([undefined, undefined]);
});
