import { describe, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import {
  decemberOf,
  fact,
  keyOn,
  lastYear,
  monthBefore,
  monthOfYear,
  periodChangesOn,
  periodOn,
  relativeLabel,
  type FactReference,
} from "./fact-reference.ts";

const headcount = (period: Parameters<typeof fact<"insuredHeadcount">>[1]) =>
  fact("insuredHeadcount", period);

describe("a fact of a rule", () => {
  it.each<[FactReference, string, string | undefined, string | undefined]>([
    [fact("birthDate"), "2024-07-15", undefined, undefined],
    [headcount(decemberOf(-1)), "2024-07-15", "2023-12", "2025-01-01"],
    [headcount(decemberOf(-2)), "2024-01-01", "2022-12", "2025-01-01"],
    [headcount(monthOfYear(3, 0)), "2024-12-31", "2024-03", "2025-01-01"],
    [fact("naturalAttrition", lastYear), "2024-07-15", "2023", "2025-01-01"],
    [headcount(monthBefore(1)), "2024-07-15", "2024-06", "2024-08-01"],
    [headcount(monthBefore(1)), "2024-03-31", "2024-02", "2024-04-01"],
    [headcount(monthBefore(1)), "2024-01-01", "2023-12", "2024-02-01"],
    [headcount(monthBefore(13)), "2024-01-31", "2022-12", "2024-02-01"],
    [headcount(monthBefore(2)), "2024-12-31", "2024-10", "2025-01-01"],
    [headcount(monthBefore(0)), "2024-12-31", "2024-12", "2025-01-01"],
  ])("%j on %s is of %s, until %s", (reference, day, period, next) => {
    const on = civilDate(day);
    expect(periodOn(reference, on)).toBe(period);
    expect(keyOn(reference, on)).toBe(
      period === undefined ? reference.name : `${reference.name}@${period}`,
    );
    expect(periodChangesOn(reference, on)).toBe(next);
  });

  it("without a period has none", () => {
    expect(fact("birthDate")).toEqual({ kind: "fact", name: "birthDate" });
    expect(fact("birthDate")).not.toHaveProperty("period");
    expect(headcount(decemberOf(-1))).toEqual({
      kind: "fact",
      name: "insuredHeadcount",
      period: { kind: "month", years: -1, month: 12 },
    });
    expect(headcount(monthBefore(2))).toMatchObject({ period: { kind: "monthBefore", months: 2 } });
  });

  it.each<[FactReference, string]>([
    [fact("birthDate"), "出生日期"],
    [headcount(decemberOf(0)), "当年12月参保人数"],
    [headcount(decemberOf(-1)), "上年12月参保人数"],
    [headcount(decemberOf(-2)), "前年12月参保人数"],
    [headcount(monthOfYear(3, -3)), "3年前3月参保人数"],
    [headcount(monthOfYear(3, 1)), "1年后3月参保人数"],
    [headcount(monthBefore(0)), "当月参保人数"],
    [headcount(monthBefore(1)), "上月参保人数"],
    [headcount(monthBefore(3)), "3个月前参保人数"],
    [fact("naturalAttrition", lastYear), "上年自然减员人数"],
  ])("%j is called %s", (reference, label) => {
    expect(relativeLabel(reference)).toBe(label);
  });
});
