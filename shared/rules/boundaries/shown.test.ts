import { describe, expect, it } from "vitest";
import { addDays, civilDate } from "#shared/calendar/civil-date.ts";
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
import {
  byBands,
  capped,
  count,
  difference,
  perHead,
  proRata,
  sum,
} from "#shared/rules/language/number.ts";
import { figuresOf } from "./figures.ts";
import { showThreshold, waysOf } from "./shown.ts";
import { exampleFactsOf, subjectOfExample } from "./subject.ts";
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

const manyDays = Array.from({ length: 12 }, (_, index) => addDays(on, -10_000 - 2 * index));

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

  it("of which both sides are met is not shown", () => {
    const [useless, useful] = shownBy(any(ageAtLeast(65), ageAtLeast(60)));
    expect(useless).toEqual(["年满65周岁"]);
    expect(useful).toHaveLength(3);
  });

  it("of an amount that nobody there gets is not shown", () => {
    const heads = fact("insuredHeadcount", decemberOf(-1));
    const bands = byBands(heads, [
      [1, 500_00],
      [30, 400_00],
    ]);
    expect(
      shownBy(atMost(heads, 5), perMonth(bands)).map(([text, ...sides]) => [text, sides.length]),
    ).toEqual([
      ["2025年12月参保人数不超过5人", 2],
      ["2025年12月参保人数达到1（分档）", 2],
      ["2025年12月参保人数达到30（分档）", 0],
    ]);
  });

  it("that one step does not show is shown by a step of another fact, or of another subject", () => {
    const [grade, category] = [fact("disabilityGrade"), fact("disabilityCategory")];
    const [shown] = shownBy(any(atLeast(sum(grade, category), 5), atMost(grade, 2)));
    expect(shown?.slice(1)).toEqual([
      { disabilityGrade: 3, disabilityCategory: 2 },
      { disabilityGrade: 3, disabilityCategory: 1 },
    ]);
  });

  it("is shown with another number that is fitted where no figure of the rule will do", () => {
    const [now, before] = [
      fact("insuredHeadcount", decemberOf(-1)),
      fact("insuredHeadcount", decemberOf(-2)),
    ];
    const grown = all(
      lasted("establishedOn", months(12)),
      atLeast(difference(now, before), 500),
      atLeast(before, 100),
    );
    const headcounts = { "insuredHeadcount@2025-12": 700, "insuredHeadcount@2024-12": 200 };
    expect(shownBy(grown)[0]?.slice(1)).toEqual([
      { establishedOn: "2025-03-01", ...headcounts },
      { establishedOn: "2025-03-02", ...headcounts },
    ]);
  });

  it("is sought on eight subjects, and then given up", () => {
    const [threshold] = thresholdsOf({ eligible: ageAtLeast(65), amount: benefit("免费") }, on);
    if (threshold === undefined) throw new Error("no threshold");
    let looked = 0;
    const rule = { eligible: ageAtLeast(65), amount: benefit("免费") };
    // Nobody can cross it: no fact leads over it.
    const uncrossable = {
      ...threshold,
      get facts() {
        looked += 1;
        return [];
      },
    };
    const figures = { ...figuresOf(rule, on), days: new Map([["birthDate", manyDays]] as const) };
    expect(showThreshold(uncrossable, { rule, on, figures })).toBeUndefined();
    expect(looked).toBe(8);
  });

  it("that nothing can lie beyond is none", () => {
    expect(shownBy(atLeast(fact("disabilityGrade"), 1))).toEqual([]);
  });

  it("that never changes the answer is not shown", () => {
    const [, useless] = shownBy(all(ageAtLeast(65), ageAtLeast(60)));
    expect(useless).toEqual(["年满60周岁"]);
  });
});

describe("ways of going on", () => {
  const figures = (numbers: readonly number[]) => ({ numbers, days: new Map(), values: new Map() });
  const waysWith = (numbers: readonly number[]) =>
    waysOf({
      rule: { eligible: holds("veteran"), amount: benefit("免费") },
      on,
      figures: figures(numbers),
    });

  it("try one relative, none and two, and as many as the rule names from two to twelve, one more and one less", () => {
    expect(waysWith([]).relativesToTry).toEqual([1, 0, 2]);
    expect(waysWith([1, 2, 7, 12, 13, 30]).relativesToTry).toEqual([
      1, 0, 2, 3, 7, 8, 6, 12, 13, 11,
    ]);
  });

  it("say of a relative first what is said of the one before", () => {
    const { candidates } = waysWith([]);
    const children = subjectOfExample({ child: [{ sex: "female" }, {}, {}] });
    const tried = (index: number) => candidates(children, { key: "sex", relation: "child", index });
    expect(tried(1)).toEqual(["female", "male"]);
    expect(tried(2)).toEqual(["male", "female"]);
    expect(tried(0)).toEqual(["male", "female"]);
    expect(candidates(children, { key: "sex" })).toEqual(["male", "female"]);
  });
});
