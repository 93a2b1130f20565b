import { describe, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { benefit, perMonth, type Amount } from "#shared/rules/language/amount.ts";
import {
  ageAtLeast,
  atLeast,
  atMost,
  dateAfter,
  dateBefore,
  dateOnOrAfter,
  dateOnOrBefore,
  firstOfMonth,
  holds,
  is,
  isOneOf,
  judgedDay,
  lasted,
  months,
} from "#shared/rules/language/compare.ts";
import type { Condition } from "#shared/rules/language/condition.ts";
import { fact } from "#shared/rules/language/fact-reference.ts";
import { all, any, not } from "#shared/rules/language/logic.ts";
import { byAge, byBands, sum, constant, valueOf } from "#shared/rules/language/number.ts";
import { standard } from "#shared/testing/sample-parameters.ts";
import { figuresOf } from "./figures.ts";

const on = civilDate("2026-03-01");
const figures = (eligible: Condition, amount: Amount = benefit("免费"), day = on) => {
  const { numbers, days, values } = figuresOf({ eligible, amount }, day);
  return { numbers, days: Object.fromEntries(days), values: Object.fromEntries(values) };
};
const none = { numbers: [], days: {}, values: {} };
const grade = fact("disabilityGrade");

it("a rule of yes and no has none", () => {
  expect(figures(holds("veteran"))).toEqual(none);
});

describe("numbers", () => {
  it("are those that the rule compares with and pays, each once, ascending", () => {
    const rule = all(
      atLeast(grade, 30),
      atMost(fact("contractMonths"), 4),
      atLeast(fact("insuredMonths"), 30),
    );
    expect(figures(rule, perMonth(100)).numbers).toEqual([4, 30, 100]);
  });

  it("are those where a band begins, not what it pays", () => {
    const bands = byBands(grade, [
      [20, 500],
      [3, 400],
    ]);
    expect(figures(holds("veteran"), perMonth(sum(bands, constant(7)))).numbers).toEqual([
      3, 7, 20,
    ]);
  });

  it("are a parameter's on the day, if it has one", () => {
    const amount = perMonth(valueOf(standard));
    expect(figures(holds("veteran"), amount).numbers).toEqual([1200_00]);
    expect(figures(holds("veteran"), amount, civilDate("2024-07-01")).numbers).toEqual([]);
  });
});

describe("days", () => {
  it.each<[string, Condition, object]>([
    ["the last birthday of who is of age", ageAtLeast(65), { birthDate: ["1961-03-01"] }],
    [
      "the last day since which it has lasted",
      lasted("retiredOn", months(6)),
      { retiredOn: ["2025-09-01"] },
    ],
    [
      "counted until the day that the rule names",
      lasted("retiredOn", months(6), firstOfMonth(1, 0)),
      { retiredOn: ["2025-07-01"] },
    ],
    [
      "the last that is on or before",
      dateOnOrBefore("deathDate", judgedDay),
      { deathDate: ["2026-03-01"] },
    ],
    [
      "the last that is not after",
      dateAfter("deathDate", judgedDay),
      { deathDate: ["2026-03-01"] },
    ],
    ["the last that is before", dateBefore("deathDate", judgedDay), { deathDate: ["2026-02-28"] }],
    [
      "the last that is not on or after",
      dateOnOrAfter("deathDate", "2025-01-01"),
      { deathDate: ["2024-12-31"] },
    ],
    ["none where another event is the bound", dateBefore("retiredOn", { dayOf: "deathDate" }), {}],
  ])("%s", (_, condition, days) => {
    expect(figures(condition)).toEqual({ ...none, days });
  });

  it("of one fact stand together, each once", () => {
    const ages = any(
      ageAtLeast(65),
      not(ageAtLeast(60)),
      all(ageAtLeast(65), dateBefore("birthDate", "1950-01-02")),
    );
    expect(figures(ages).days).toEqual({ birthDate: ["1961-03-01", "1966-03-01", "1950-01-01"] });
  });

  it("are the birthdays at which bands of age begin", () => {
    const amount = perMonth<"person">(
      byAge([
        [65, 75],
        [70, 150],
      ]),
    );
    expect(figures(ageAtLeast(65), amount).days).toEqual({
      birthDate: ["1961-03-01", "1956-03-01"],
    });
    expect(figures(holds("veteran"), perMonth<"person">(byBands(grade, [[65, 75]]))).days).toEqual(
      {},
    );
  });
});

it("values are those that a condition lists, each once", () => {
  const rule = any(
    isOneOf("studentStatus", ["primary", "secondary"]),
    isOneOf("studentStatus", ["secondary", "none"]),
    is("sex", "male"),
  );
  expect(figures(rule)).toEqual({
    ...none,
    values: { studentStatus: ["primary", "secondary", "none"], sex: ["male"] },
  });
});
