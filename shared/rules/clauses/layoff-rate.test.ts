import { describe, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { evaluate } from "#shared/rules/evaluating/evaluate.ts";
import { readExample, type ExampleFacts } from "#shared/rules/example.ts";
import { startJudging } from "#shared/rules/evaluating/judging.ts";
import { layoffRateWithin } from "./layoff-rate.ts";
import { wasInsuredLastDecember } from "./organisation.ts";
import type { Condition } from "#shared/rules/language/condition.ts";
import { percent } from "#shared/rules/language/share.ts";

const retained = layoffRateWithin("裁员率不超过5.5%，三十人以下的不超过20%", {
  small: percent("20"),
  others: percent("5.5"),
});

function judgeFacts(facts: ExampleFacts, rule: Condition = retained) {
  const judging = startJudging(readExample(facts), civilDate("2024-07-01"));
  const { verdict, missing } = evaluate(rule, judging);
  return [verdict, ...new Set(missing)];
}

const stayed = { "insuredHeadcount@2023-12": 189, "naturalAttrition@2023": 0 } as const;

describe("a firm insured in December of the year before last", () => {
  const firm = { ...stayed, "insuredHeadcount@2022-12": 200 } as const;

  it("is measured on that headcount, and nobody asks when it was established", () => {
    expect(judgeFacts(firm)).toEqual(["met"]);
    expect(judgeFacts({ ...firm, "insuredHeadcount@2023-12": 188 })).toEqual(["unmet"]);
  });

  it("counts those who retired or died as if they had stayed", () => {
    const left = { ...firm, "insuredHeadcount@2023-12": 188 } as const;
    expect(judgeFacts({ ...left, "naturalAttrition@2023": 1 })).toEqual(["met"]);
  });

  it("that grew has laid nobody off", () => {
    expect(judgeFacts({ ...firm, "insuredHeadcount@2023-12": 260 })).toEqual(["met"]);
  });

  it("is not judged without its natural attrition", () => {
    expect(judgeFacts({ ...firm, "naturalAttrition@2023": "missing" })).toEqual([
      "unknown",
      "naturalAttrition@2023",
    ]);
  });

  it("is small with thirty in that month, whatever it had later", () => {
    const thirty = { ...firm, "insuredHeadcount@2022-12": 30 } as const;
    expect(judgeFacts({ ...thirty, "insuredHeadcount@2023-12": 24 })).toEqual(["met"]);
    expect(judgeFacts({ ...thirty, "insuredHeadcount@2023-12": 23 })).toEqual(["unmet"]);
    const thirtyOne = { ...firm, "insuredHeadcount@2022-12": 31 } as const;
    expect(judgeFacts({ ...thirtyOne, "insuredHeadcount@2023-12": 30 })).toEqual(["met"]);
    expect(judgeFacts({ ...thirtyOne, "insuredHeadcount@2023-12": 29 })).toEqual(["unmet"]);
  });
});

describe("a firm established last year", () => {
  const firm = {
    establishedOn: "2023-05-10",
    "insuredHeadcount@2023-05": 40,
    "insuredHeadcount@2023-12": 38,
    "naturalAttrition@2023": 0,
  } as const;

  it("is measured on its first month, and no month before it is asked for", () => {
    expect(judgeFacts(firm)).toEqual(["met"]);
    expect(judgeFacts({ ...firm, "insuredHeadcount@2023-12": 37 })).toEqual(["unmet"]);
  });

  it("is not judged while a month that could be its first is not known", () => {
    expect(judgeFacts({ ...firm, "insuredHeadcount@2023-05": "missing" })).toEqual([
      "unknown",
      "insuredHeadcount@2023-05",
    ]);
    expect(judgeFacts({ ...firm, "insuredHeadcount@2023-05": 0 })).toEqual([
      "unknown",
      "insuredHeadcount@2023-06",
    ]);
  });

  it("that insured nobody at first is measured on the month in which it did", () => {
    const later = { "insuredHeadcount@2023-05": 0, "insuredHeadcount@2023-06": 20 } as const;
    expect(judgeFacts({ ...firm, ...later, "insuredHeadcount@2023-12": 16 })).toEqual(["met"]);
    expect(judgeFacts({ ...firm, ...later, "insuredHeadcount@2023-12": 15 })).toEqual(["unmet"]);
  });

  it("in December is measured on December", () => {
    const december = { establishedOn: "2023-12-31", ...stayed } as const;
    expect(judgeFacts(december)).toEqual(["met"]);
  });

  it("on the last day of a month is asked for that month", () => {
    expect(judgeFacts({ ...stayed, establishedOn: "2023-01-31" })).toEqual([
      "unknown",
      "insuredHeadcount@2023-01",
    ]);
  });

  it("of which a headcount before its establishment is reported must hold by both measures", () => {
    const odd = { ...firm, "insuredHeadcount@2022-12": 39 } as const;
    expect(judgeFacts(odd)).toEqual(["met"]);
    expect(judgeFacts({ ...firm, "insuredHeadcount@2022-12": 50 })).toEqual(["unmet"]);
  });
});

describe("an older firm that insured nobody in December of the year before last", () => {
  const firm = {
    establishedOn: "2015-01-01",
    "insuredHeadcount@2022-12": 0,
    "insuredHeadcount@2023-01": 0,
    "insuredHeadcount@2023-02": 100,
    "insuredHeadcount@2023-12": 95,
    "naturalAttrition@2023": 0,
  } as const;

  it("is measured on its first insured month of last year", () => {
    expect(judgeFacts(firm)).toEqual(["met"]);
    expect(judgeFacts({ ...firm, "insuredHeadcount@2023-12": 94 })).toEqual(["unmet"]);
  });

  it("is so even when nobody knows when it was established", () => {
    expect(judgeFacts({ ...firm, establishedOn: "missing" })).toEqual(["met"]);
  });

  it("is not judged while an earlier month is not known", () => {
    expect(judgeFacts({ ...firm, "insuredHeadcount@2023-01": "missing" })).toEqual([
      "unknown",
      "insuredHeadcount@2023-01",
    ]);
  });

  it("and in no month of last year has no rate", () => {
    const months = Array.from({ length: 12 }, (_, month) => [
      `insuredHeadcount@2023-${String(month + 1).padStart(2, "0")}`,
      0,
    ]);
    expect(judgeFacts({ ...firm, ...Object.fromEntries(months) })).toEqual(["unmet"]);
  });
});

describe("a firm of which too little is known", () => {
  it("is asked for its headcount, and for its age when that could tell", () => {
    expect(judgeFacts({})).toEqual(["unknown", "insuredHeadcount@2022-12", "establishedOn"]);
    expect(judgeFacts({ ...stayed, establishedOn: "2010-06-01" })).toEqual([
      "unknown",
      "insuredHeadcount@2022-12",
    ]);
  });
});

describe("being insured last December", () => {
  it.each<[ExampleFacts, string[]]>([
    [{ "insuredHeadcount@2023-12": 1 }, ["met"]],
    [{ "insuredHeadcount@2023-12": 0 }, ["unmet"]],
    [{ establishedOn: "2024-01-01" }, ["unmet"]],
    [{ establishedOn: "2023-12-31" }, ["unknown", "insuredHeadcount@2023-12"]],
    [{}, ["unknown", "establishedOn", "insuredHeadcount@2023-12"]],
  ])("with %j: %j", (facts, expected) => {
    expect(judgeFacts(facts, wasInsuredLastDecember)).toEqual(expected);
  });
});
