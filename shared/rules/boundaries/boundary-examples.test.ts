import { describe, expect, it } from "vitest";
import { boundaryExamples } from "#shared/rules/boundaries.ts";
import type { ExampleFacts } from "#shared/rules/example.ts";
import { benefit, perMonth, type Amount } from "#shared/rules/language/amount.ts";
import { ageAtLeast, atLeast, holds, lessThan } from "#shared/rules/language/compare.ts";
import type { Condition } from "#shared/rules/language/condition.ts";
import { fact } from "#shared/rules/language/fact-reference.ts";
import { all, any, not } from "#shared/rules/language/logic.ts";
import { byAge, byBands } from "#shared/rules/language/number.ts";
import { aPolicy, aVersion, allowance } from "#shared/testing/sample-policies.ts";

const examples = (eligible: Condition<"person">, amount: Amount<"person"> = benefit("免费")) => {
  const policy = aPolicy([aVersion({ eligible, amount })]);
  return boundaryExamples(policy, policy.versions[0]);
};

describe("boundary examples", () => {
  it("are two subjects for each threshold on the version's first day, with what the judge says", () => {
    const born = (birthDate: string): ExampleFacts => ({ hukouDistrict: "310101", birthDate });
    const at = { on: "2020-01-01" } as const;
    const [version] = allowance.versions;
    expect(boundaryExamples(allowance, version).slice(0, 4)).toEqual([
      {
        threshold: "年满65周岁",
        side: "on",
        ...at,
        facts: born("1955-01-01"),
        verdict: "met",
        amountFen: 75_00,
      },
      {
        threshold: "年满65周岁",
        side: "beyond",
        ...at,
        facts: born("1955-01-02"),
        verdict: "unmet",
      },
      {
        threshold: expect.stringContaining("死亡"),
        side: "on",
        ...at,
        facts: { ...born("1955-01-01"), deathDate: "2020-01-01" },
        verdict: "unmet",
      },
      {
        threshold: expect.stringContaining("死亡"),
        side: "beyond",
        ...at,
        facts: { ...born("1955-01-01"), deathDate: "2020-01-02" },
        verdict: "met",
        amountFen: 75_00,
      },
    ]);
  });

  it("of a benefit that is no money have no amount", () => {
    expect(examples(ageAtLeast(65)).map((one) => Object.hasOwn(one, "amountFen"))).toEqual([
      false,
      false,
    ]);
  });

  it("of a rule of yes and no are none", () => {
    expect(examples(holds("veteran"))).toEqual([]);
  });

  it("show a threshold once, however often and in whatever words the rule names it", () => {
    const grade = fact("disabilityGrade");
    const twice = any(all(holds("veteran"), atLeast(grade, 3)), not(lessThan(grade, 3)));
    expect(examples(twice).map(({ threshold, facts }) => [threshold, facts])).toEqual([
      ["残疾等级不少于3", { disabilityGrade: 3 }],
      ["残疾等级不少于3", { disabilityGrade: 2 }],
    ]);
  });

  it("show a threshold in another of its places where it changes nothing in the first", () => {
    const useless = all(any(holds("veteran"), ageAtLeast(65)), ageAtLeast(65));
    expect(examples(useless).map(({ facts }) => facts)).toEqual([
      { birthDate: "1955-01-01" },
      { birthDate: "1955-01-02" },
    ]);
  });

  it("are the same two subjects once, where eligibility begins with the first band", () => {
    const amount = perMonth<"person">(
      byAge([
        [65, 75_00],
        [70, 150_00],
      ]),
    );
    expect(
      examples(ageAtLeast(65), amount).map(({ threshold, amountFen }) => [threshold, amountFen]),
    ).toEqual([
      ["年满65周岁", 75_00],
      ["年满65周岁", undefined],
      ["年满70周岁（分档）", 150_00],
      ["年满70周岁（分档）", 75_00],
    ]);
  });

  it("leave out a threshold that changes no answer", () => {
    expect(examples(all(ageAtLeast(65), ageAtLeast(60))).map(({ threshold }) => threshold)).toEqual(
      ["年满65周岁", "年满65周岁"],
    );
  });

  it("of a band that changes the amount show what each side gets", () => {
    const months = fact("contractMonths");
    const amount = perMonth<"person">(
      byBands(months, [
        [1, 100],
        [12, 300],
      ]),
    );
    const shown = examples(holds("oneChildCertificate"), amount);
    expect(shown.map(({ facts, verdict, amountFen }) => [facts, verdict, amountFen])).toEqual([
      [{ contractMonths: 1, oneChildCertificate: true }, "met", 100],
      [{ contractMonths: 0, oneChildCertificate: true }, "unmet", undefined],
      [{ contractMonths: 12, oneChildCertificate: true }, "met", 300],
      [{ contractMonths: 11, oneChildCertificate: true }, "met", 100],
    ]);
  });
});
