import { describe, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { benefit } from "#shared/rules/language/amount.ts";
import { candidatesFor, extremesOf } from "./candidates.ts";
import { figuresOf, type Figures } from "./figures.ts";
import { holds } from "#shared/rules/language/compare.ts";
import { subjectOfExample, nobody, type Subject } from "./subject.ts";

const on = civilDate("2026-03-01");
const plain = figuresOf({ eligible: holds("veteran"), amount: benefit("免费") }, on);
const candidates = (key: string, figures: Partial<Figures> = {}, subject: Subject = nobody) =>
  candidatesFor(key, { ...plain, ...figures }, subject, on);

describe("values worth trying", () => {
  it("of yes and no are both, and where a register lists the few, its silence first", () => {
    expect(candidates("oneChildCertificate")).toEqual([true, false]);
    expect(candidates("veteran")).toEqual(["(absent)", true, false]);
  });

  it("of a choice are those that the rule lists, then all", () => {
    expect(candidates("sex")).toEqual(["male", "female"]);
    expect(candidates("sex", { values: new Map([["sex", ["female"]]]) })).toEqual([
      "female",
      "male",
    ]);
  });

  it("of a district are the first that the rule lists, and elsewhere", () => {
    expect(candidates("hukouDistrict")).toEqual(["310101", "elsewhere"]);
    const values = new Map([["hukouDistrict", ["310104", "310105"]]] as const);
    expect(candidates("hukouDistrict", { values })).toEqual(["310104", "elsewhere"]);
  });

  it("of an industry are those that the rule lists, and two others", () => {
    expect(candidates("industry")).toEqual(["A", "I6210"]);
    expect(candidates("industry", { values: new Map([["industry", ["C26"]]]) })).toEqual([
      "C26",
      "A",
      "I6210",
    ]);
  });

  it("of headcounts are 200, the rule's figures and their neighbours from the greatest down, and the least", () => {
    expect(candidates("insuredHeadcount@2025-12")).toEqual([200, 0, 1]);
    expect(candidates("insuredHeadcount@2025-12", { numbers: [5, 30] })).toEqual([
      200, 30, 5, 31, 6, 29, 4, 0, 1,
    ]);
  });

  it("of events counted by the year are none at first, of money 12,000 yuan", () => {
    expect(candidates("naturalAttrition@2025", { numbers: [9] })).toEqual([0, 9, 10, 8, 1]);
    expect(candidates("unemploymentPremiumPaidFen@2025")).toEqual([12_000_00, 0, 1]);
  });

  it("are only those that a steward could report", () => {
    expect(candidates("disabilityGrade", { numbers: [3, 60] })).toEqual(["(absent)", 3, 4, 2, 1]);
  });

  it("of a month are first what another month of the same has", () => {
    const facts = { "insuredHeadcount@2025-11": 17, "naturalAttrition@2025": 3 } as const;
    const subject = subjectOfExample(facts);
    expect(candidates("insuredHeadcount@2025-12", {}, subject)).toEqual([17, 200, 0, 1]);
  });

  it("of a day are where conditions turn and the day after, thirty years ago, today and tomorrow", () => {
    const days = new Map([
      ["retiredOn", [civilDate("2025-09-01"), civilDate("2020-01-31")]],
    ] as const);
    expect(candidates("retiredOn", { days })).toEqual([
      "2025-09-01",
      "2020-01-31",
      "2025-09-02",
      "2020-02-01",
      "1996-03-01",
      "2026-03-01",
      "2026-03-02",
    ]);
    expect(candidates("retiredOn")).toEqual(["1996-03-01", "2026-03-01", "2026-03-02"]);
    expect(candidates("deathDate")).toEqual(["(absent)", "1996-03-01", "2026-03-01", "2026-03-02"]);
  });

  it("of a day are also beside the subject's other days", () => {
    const subject = subjectOfExample({
      employedSince: "2024-05-01",
      sex: "male",
      birthDate: "missing",
      contractMonths: 12,
    });
    expect(candidates("retiredOn", {}, subject)).toEqual([
      "1996-03-01",
      "2026-03-01",
      "2026-03-02",
      "2024-05-01",
      "2024-04-30",
      "2024-05-02",
    ]);
  });
});

describe("the extremes between which a turn is sought", () => {
  it("of a number are its least and most, but not more than fifty million", () => {
    expect(extremesOf("disabilityGrade", on)).toEqual([1, 4]);
    expect(extremesOf("naturalAttrition@2025", on)).toEqual([0, 50_000_000]);
    expect(extremesOf("insuredHeadcount@2025-12", on)).toEqual([0, 50_000_000]);
  });

  it("of a day are 130 years before and 20 after", () => {
    expect(extremesOf("birthDate", on)).toEqual(["1896-03-01", "2046-03-01"]);
  });

  it("of anything else are none", () => {
    expect(extremesOf("sex", on)).toEqual([]);
    expect(extremesOf("veteran", on)).toEqual([]);
  });
});

it("a fact that the dictionary does not know is refused", () => {
  expect(() => candidates("shoeSize")).toThrow(
    new RangeError("The data dictionary has no such fact; check its name."),
  );
});
