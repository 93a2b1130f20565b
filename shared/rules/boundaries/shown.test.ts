import { describe, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { benefit, perMonth, type Amount } from "#shared/rules/language/amount.ts";
import {
  ageAtLeast,
  ageBelow,
  atLeast,
  atMost,
  dateOnOrBefore,
  holds,
  lasted,
  months,
} from "#shared/rules/language/compare.ts";
import type { Condition } from "#shared/rules/language/condition.ts";
import { decemberOf, fact } from "#shared/rules/language/fact-reference.ts";
import { all, any } from "#shared/rules/language/logic.ts";
import { byBands, capped, count, perHead, proRata } from "#shared/rules/language/number.ts";
import { figuresOf } from "./figures.ts";
import { showThreshold } from "./shown.ts";
import { exampleFactsOf } from "./subject.ts";
import { thresholdsOf } from "./thresholds.ts";

const on = civilDate("2026-03-01");

/** The two sides of each threshold, by its text. */
function shownBy(eligible: Condition, amount: Amount = benefit("免费")) {
  const rule = { eligible, amount };
  const figures = figuresOf(rule, on);
  return thresholdsOf(rule, on).map((threshold) => {
    const shown = showThreshold(threshold, { rule, on, figures });
    if (shown === undefined) return [threshold.text];
    return [threshold.text, exampleFactsOf(shown.on), exampleFactsOf(shown.beyond)];
  });
}

describe("a threshold", () => {
  it("of age lies between the birthday and the day before it", () => {
    expect(shownBy(ageAtLeast(65))).toEqual([
      ["年满65周岁", { birthDate: "1961-03-01" }, { birthDate: "1961-03-02" }],
    ]);
  });

  it("of a number lies between neighbours, from whichever side the rule looks", () => {
    const grade = fact("disabilityGrade");
    const [three, two] = [{ disabilityGrade: 3 }, { disabilityGrade: 2 }];
    expect(shownBy(atLeast(grade, 3))).toEqual([[expect.any(String), three, two]]);
    expect(shownBy(atMost(grade, 2))).toEqual([[expect.any(String), two, three]]);
  });

  it("of a duration lies between two days", () => {
    expect(shownBy(lasted("retiredOn", months(6)))).toEqual([
      [expect.any(String), { retiredOn: "2025-09-01" }, { retiredOn: "2025-09-02" }],
    ]);
  });

  it("of a relative's fact is shown on a relative", () => {
    const child = (birthDate: string) => ({ employee: [{ birthDate }] });
    expect(shownBy(atLeast(count("employee", ageBelow(25)), 1))).toContainEqual([
      "职工年满25周岁",
      child("2001-03-01"),
      child("2001-03-02"),
    ]);
  });

  it("of how many relatives there are lies between one more and one less", () => {
    const [shown] = shownBy(atLeast(count("employee", holds("veteran")), 3));
    const veteran = { veteran: true };
    expect(shown?.slice(1)).toEqual([
      { employee: [veteran, veteran, veteran] },
      { employee: [veteran, veteran] },
    ]);
  });

  it("that another condition may replace is shown where no other is met", () => {
    expect(shownBy(any(ageAtLeast(65), holds("veteran")))).toEqual([
      ["年满65周岁", { birthDate: "1961-03-01" }, { birthDate: "1961-03-02" }],
    ]);
  });

  it("of a cap lies where one more brings no more", () => {
    const heads = fact("insuredHeadcount", decemberOf(-1));
    const amount = perMonth(capped(perHead(600_00, heads), 3_000_000_00));
    const key = "insuredHeadcount@2025-12";
    expect(shownBy(atLeast(heads, 1), amount)).toContainEqual([
      "最高3,000,000元",
      { [key]: 5000 },
      { [key]: 5001 },
    ]);
  });

  it("of a band lies where the band begins", () => {
    const heads = fact("insuredHeadcount", decemberOf(-1));
    const bands = byBands(heads, [
      [1, 500_00],
      [30, 400_00],
    ]);
    const key = "insuredHeadcount@2025-12";
    expect(shownBy(atLeast(heads, 1), perMonth(bands))).toContainEqual([
      "2025年12月参保人数达到30（分档）",
      { [key]: 30 },
      { [key]: 29 },
    ]);
  });

  it("of a part of a period lies at its first day", () => {
    const part = proRata(310_00, {
      per: "month",
      by: "days",
      since: fact("retiredOn"),
      rounding: { mode: "down", clause: "一" },
    });
    expect(shownBy(dateOnOrBefore("retiredOn", "2026-03-20"), perMonth(part))).toContainEqual([
      "退休日期（折算）",
      { retiredOn: "2026-03-01" },
      { retiredOn: "2026-03-02" },
    ]);
  });

  it("that nothing can lie beyond is none", () => {
    expect(shownBy(atLeast(fact("disabilityGrade"), 1))).toEqual([]);
  });

  it("that never changes the answer is not shown", () => {
    const [, useless] = shownBy(all(ageAtLeast(65), ageAtLeast(60)));
    expect(useless).toEqual(["年满60周岁"]);
  });
});
