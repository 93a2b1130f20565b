import { describe, expect, it } from "vitest";
import type { ExampleFacts } from "#shared/rules/example.ts";
import type { ProRata } from "#shared/rules/language/condition.ts";
import { fact } from "#shared/rules/language/fact-reference.ts";
import { constant, difference, proRata } from "#shared/rules/language/number.ts";
import { computeNumber, numberOn } from "#shared/testing/ask-judge.ts";

type Per = ProRata<"person">["per"];
const cutOff = { mode: "down", clause: "一" } as const;
const halfUp = { mode: "half-up", clause: "一" } as const;
const since = fact("retiredOn");
const until = fact("deathDate");

/** As many as the period has days or months, so that the part is the number of those covered. */
const covered = (of: number, per: Per, by: "days" | "months") =>
  proRata(of, { per, by, since, until, rounding: cutOff });

/** Before, first, second, last but one, last, after: the days at both edges. */
const edges = {
  month: ["2024-01-31", "2024-02-01", "2024-02-02", "2024-02-28", "2024-02-29", "2024-03-01"],
  quarter: ["2023-12-31", "2024-01-01", "2024-01-02", "2024-03-30", "2024-03-31", "2024-04-01"],
  year: ["2023-12-31", "2024-01-01", "2024-01-02", "2024-12-30", "2024-12-31", "2025-01-01"],
} as const;

describe.each<[per: Per, on: string, total: number]>([
  ["month", "2024-02-01", 29],
  ["month", "2024-02-29", 29],
  ["quarter", "2024-01-01", 91],
  ["quarter", "2024-03-31", 91],
  ["year", "2024-01-01", 366],
  ["year", "2024-12-31", 366],
])("the days of the %s of %s", (per, on, total) => {
  const [before, first, second, beforeLast, last, after] = edges[per];

  it.each<[string, string | undefined, number]>([
    [before, undefined, total],
    [first, undefined, total],
    [second, undefined, total - 1],
    [last, undefined, 1],
    [after, undefined, 0],
    [before, after, total],
    [before, last, total],
    [before, beforeLast, total - 1],
    [before, second, 2],
    [before, first, 1],
    [before, before, 0],
    [second, second, 1],
    [second, beforeLast, total - 2],
    [second, first, 0],
    [last, first, 0],
    [after, before, 0],
  ])("since %s until %s are %i", (retiredOn, deathDate, expected) => {
    const facts = { retiredOn, ...(deathDate === undefined ? {} : { deathDate }) };
    expect(numberOn(covered(total, per, "days"), facts, on)).toBe(BigInt(expected));
  });
});

describe("the months begun", () => {
  it.each<[Per, string, string | undefined, number]>([
    ["year", "2023-12-31", undefined, 12],
    ["year", "2024-01-31", undefined, 12],
    ["year", "2024-02-01", undefined, 11],
    ["year", "2024-12-31", undefined, 1],
    ["year", "2025-01-01", undefined, 0],
    ["year", "2023-05-05", "2025-05-05", 12],
    ["year", "2023-05-05", "2024-12-01", 12],
    ["year", "2023-05-05", "2024-11-30", 11],
    ["year", "2023-05-05", "2024-01-01", 1],
    ["year", "2023-05-05", "2023-12-31", 0],
    ["year", "2024-03-31", "2024-04-01", 2],
    ["year", "2024-03-31", "2024-03-31", 1],
    ["year", "2024-03-31", "2024-03-30", 0],
    ["year", "2024-10-02", "2024-10-01", 0],
    ["quarter", "2024-07-01", undefined, 3],
    ["quarter", "2024-08-31", undefined, 2],
    ["quarter", "2024-09-01", "2024-09-01", 1],
    ["quarter", "2024-01-01", "2024-08-01", 2],
    ["month", "2024-07-31", undefined, 1],
    ["month", "2024-08-01", undefined, 0],
    ["month", "2024-01-01", "2024-06-30", 0],
  ])("of the %s of 2024-07-15 since %s until %s are %i", (per, retiredOn, deathDate, expected) => {
    const total = { month: 1, quarter: 3, year: 12 }[per];
    const facts = { retiredOn, ...(deathDate === undefined ? {} : { deathDate }) };
    expect(numberOn(covered(total, per, "months"), facts, "2024-07-15")).toBe(BigInt(expected));
  });
});

describe("the part of a number", () => {
  it.each([
    [100, "quarter", "months", "2024-09-01", 33n, 33n],
    [100, "quarter", "months", "2024-08-01", 67n, 66n],
    [1, "year", "months", "2024-07-01", 1n, 0n],
    [30, "month", "days", "2024-07-17", 15n, 14n],
  ] as const)(
    "of %i for the %s's %s since %s is rounded once",
    (of, per, by, day, rounded, cut) => {
      const part = (rounding: typeof halfUp | typeof cutOff) =>
        proRata(of, { per, by, since, rounding });
      expect(numberOn(part(halfUp), { retiredOn: day })).toBe(rounded);
      expect(numberOn(part(cutOff), { retiredOn: day })).toBe(cut);
    },
  );

  it.each([
    ["month", "2024-12-01", "2025-01-01"],
    ["month", "2024-01-31", "2024-02-01"],
    ["quarter", "2024-04-01", "2024-07-01"],
    ["year", "2024-04-01", "2025-01-01"],
  ] as const)("for a %s changes with the next: on %s, from %s", (per, on, nextChangeOn) => {
    const part = proRata(100, { per, by: "days", since, rounding: halfUp });
    expect(computeNumber(part, { retiredOn: "2020-01-01" }, on).nextChangeOn).toBe(nextChangeOn);
  });

  it("with neither a beginning nor an end is the whole", () => {
    const whole = proRata(100, { per: "month", by: "days", rounding: halfUp });
    expect(numberOn(whole, {})).toBe(100n);
    const toTheEnd = proRata(31, { per: "month", by: "days", until, rounding: halfUp });
    expect(numberOn(toTheEnd, { deathDate: "2024-07-03" })).toBe(3n);
  });

  it("of less than nought is rounded as what is taken back", () => {
    const back = difference(constant(0), constant(100));
    const part = (rounding: typeof halfUp | typeof cutOff) =>
      proRata(back, { per: "quarter", by: "months", since, rounding });
    expect(numberOn(part(halfUp), { retiredOn: "2024-08-01" })).toBe(-67n);
    expect(numberOn(part(cutOff), { retiredOn: "2024-08-01" })).toBe(-66n);
  });

  const sinceDeath = proRata(fact("disabilityGrade"), {
    per: "month",
    by: "days",
    since: fact("deathDate"),
    until: fact("crematedOn"),
    rounding: halfUp,
  });

  it.each<[string, ExampleFacts, bigint | "none" | readonly string[]]>([
    [
      "does not exist where the number does not",
      { deathDate: "missing", crematedOn: "missing" },
      "none",
    ],
    [
      "does not exist where nothing began",
      { disabilityGrade: "missing", crematedOn: "missing" },
      "none",
    ],
    ["goes on where nothing ended", { disabilityGrade: 1, deathDate: "2024-07-01" }, 1n],
    [
      "wants all that is not known",
      { disabilityGrade: "missing", deathDate: "conflict", crematedOn: "missing" },
      ["disabilityGrade", "deathDate", "crematedOn"],
    ],
    [
      "wants an end that may have been",
      { disabilityGrade: 1, deathDate: "2024-07-01", crematedOn: "missing" },
      ["crematedOn"],
    ],
  ])("%s", (_, facts, expected) => {
    expect(numberOn(sinceDeath, facts)).toEqual(expected);
  });
});
