import { describe, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { evaluate } from "#shared/rules/evaluating/evaluate.ts";
import { startJudging } from "#shared/rules/evaluating/judging.ts";
import { readExample, type ExampleFacts } from "#shared/rules/example.ts";
import {
  absent,
  ageAtLeast,
  ageBelow,
  atLeast,
  atMost,
  dateAfter,
  dateBefore,
  dateOnOrAfter,
  dateOnOrBefore,
  days,
  firstOfMonth,
  holds,
  is,
  judgedDay,
  lasted,
  months,
  present,
  years,
} from "#shared/rules/language/compare.ts";
import type { Condition } from "#shared/rules/language/condition.ts";
import { fact } from "#shared/rules/language/fact-reference.ts";
import { all, any, cases, not, ratioAtMost, worded } from "#shared/rules/language/logic.ts";
import { constant } from "#shared/rules/language/number.ts";
import { some } from "#shared/rules/language/relation.ts";
import { percent } from "#shared/rules/language/share.ts";
import { allTurnOn } from "./turns-on.ts";

/** How the conditions stand on 5 December 2026, and the day on which the last of them is met. */
function turning(facts: ExampleFacts, ...conditions: readonly Condition[]) {
  const judging = startJudging(readExample(facts), civilDate("2026-12-05"));
  const outcomes = conditions.map((condition) => evaluate(condition, judging));
  const verdicts = outcomes.map(({ verdict }) => verdict);
  return { verdicts, on: allTurnOn(outcomes, judging) };
}

const unmetUntil = (on: string | undefined) => ({ verdicts: ["unmet"], on });

/** Sixty on 1 March 2030; retires on 1 May 2027. */
const person = { birthDate: "1970-03-01", retiredOn: "2027-05-01" } as const;
const sixty = ageAtLeast(60);
const retired = dateOnOrBefore("retiredOn", judgedDay);

describe("the day on which an unmet condition is met by the passing of time", () => {
  it.each<[string, Condition, string]>([
    ["of an age is the birthday", sixty, "2030-03-01"],
    ["of months is the day of that number", lasted("retiredOn", months(6)), "2027-11-01"],
    ["of days is that many days after", lasted("retiredOn", days(30)), "2027-05-31"],
    ["of an event that must have come is its own day", retired, "2027-05-01"],
    ["of one that must be past is the day after", dateBefore("retiredOn", judgedDay), "2027-05-02"],
    [
      "of a worded condition is that of its part",
      worded({ clause: "满60周岁" }, sixty),
      "2030-03-01",
    ],
    ["of alternatives is the earliest, first or last", any(sixty, retired), "2027-05-01"],
    ["of alternatives does not depend on their order", any(retired, sixty), "2027-05-01"],
    ["of alternatives ignores what never turns", any(holds("veteran"), sixty), "2030-03-01"],
    ["of conditions together is the latest", all(retired, sixty), "2030-03-01"],
    ["of conditions together does not depend on their order", all(sixty, retired), "2030-03-01"],
    [
      "of conditions together counts only the unmet",
      all(ageAtLeast(18), retired, not(holds("veteran"))),
      "2027-05-01",
    ],
    [
      "of alternatives of which one is several together is told through all levels",
      any(all(retired, lasted("retiredOn", years(1))), sixty),
      "2028-05-01",
    ],
    [
      "of alternatives within alternatives is the earliest of all",
      any(sixty, any(lasted("retiredOn", years(1)), lasted("retiredOn", months(2)))),
      "2027-07-01",
    ],
  ])("%s", (_, condition, on) => {
    expect(turning(person, condition)).toEqual(unmetUntil(on));
  });

  it("of an event on the judged day that must be past is the next day", () => {
    expect(turning({ retiredOn: "2026-12-05" }, dateBefore("retiredOn", judgedDay))).toEqual(
      unmetUntil("2026-12-06"),
    );
  });
});

describe("no day is told", () => {
  it.each<[string, Condition, ExampleFacts]>([
    [
      "for a past event that must not be past",
      dateOnOrAfter("retiredOn", judgedDay),
      { retiredOn: "2026-12-04" },
    ],
    [
      "for an event of today that must be ahead",
      dateAfter("retiredOn", judgedDay),
      { retiredOn: "2026-12-05" },
    ],
    ["for an event after a fixed day", dateOnOrBefore("retiredOn", "2027-01-01"), person],
    ["for an event before another", dateBefore("retiredOn", { dayOf: "birthDate" }), person],
    ["for an age on another day", ageAtLeast(60, firstOfMonth(1, 0)), person],
    [
      "for an event that is not registered and must be past",
      dateBefore("deathDate", judgedDay),
      {},
    ],
    ["for a duration since an event that is not registered", lasted("deathDate", months(6)), {}],
    ["for a record", holds("veteran"), {}],
    ["for a value", is("studentStatus", "primary"), { studentStatus: "none" }],
    ["for a listing that must not be", absent("disabilityGrade"), { disabilityGrade: 1 }],
    ["for a listing that must be", present("disabilityGrade"), {}],
    ["for a number", atMost(fact("disabilityGrade"), 2), { disabilityGrade: 3 }],
    [
      "for a ratio",
      ratioAtMost({
        name: "比率",
        dividend: fact("disabilityGrade"),
        divisor: constant(4),
        limit: percent("50"),
      }),
      { disabilityGrade: 3 },
    ],
    ["for an age that has passed", ageBelow(18), person],
    ["for a number of conditions", atLeast(2, sixty, retired), person],
    ["for relatives", some("employee", sixty), { employee: [{ birthDate: "1970-03-01" }] }],
    ["for cases", cases({ when: not(holds("veteran")), demand: sixty }), person],
    [
      "for a worded condition whose part never turns",
      worded({ clause: "示例" }, holds("veteran")),
      {},
    ],
    ["for alternatives that never turn", any(holds("veteran"), holds("martyrFamily")), {}],
    ["for conditions together of which one never turns", all(sixty, holds("veteran")), person],
  ])("%s", (_, condition, facts) => {
    expect(turning(facts, condition)).toEqual(unmetUntil(undefined));
  });
});

describe("of several clauses", () => {
  const half = lasted("retiredOn", months(6));

  it.each<[string, readonly Condition[]]>([
    ["first", [sixty, retired, half]],
    ["in the middle", [retired, sixty, half]],
    ["last", [retired, half, sixty]],
  ])("the latest day counts where it stands %s", (_, clauses) => {
    expect(turning(person, ...clauses)).toEqual({
      verdicts: ["unmet", "unmet", "unmet"],
      on: "2030-03-01",
    });
  });

  it("those that are met or unknown are passed over", () => {
    expect(turning(person, ageAtLeast(18), retired, is("sex", "male"))).toEqual({
      verdicts: ["met", "unmet", "unknown"],
      on: "2027-05-01",
    });
  });

  it("one that never turns leaves no day", () => {
    expect(turning(person, retired, holds("veteran"), sixty)).toEqual({
      verdicts: ["unmet", "unmet", "unmet"],
      on: undefined,
    });
  });

  it("that are all met none turns", () => {
    expect(turning(person, ageAtLeast(18))).toEqual({ verdicts: ["met"], on: undefined });
    expect(turning(person)).toEqual({ verdicts: [], on: undefined });
  });
});
