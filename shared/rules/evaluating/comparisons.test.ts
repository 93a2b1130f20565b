import { describe, expect, it } from "vitest";
import type { ExampleFacts } from "#shared/rules/example.ts";
import { choose } from "#shared/rules/language/choose.ts";
import { atLeast, atMost, is, lessThan, moreThan } from "#shared/rules/language/compare.ts";
import { decemberOf, fact, lastYear } from "#shared/rules/language/fact-reference.ts";
import { ratioAtMost } from "#shared/rules/language/logic.ts";
import { constant, difference, sum } from "#shared/rules/language/number.ts";
import { percent } from "#shared/rules/language/share.ts";
import { judgeFacts, verdictOn } from "#shared/testing/ask-judge.ts";

describe("numbers", () => {
  it.each([
    [2, "unmet"],
    [3, "met"],
    [4, "met"],
  ])("grade %i is at least 3: %s", (disabilityGrade, expected) => {
    expect(verdictOn(atLeast(fact("disabilityGrade"), 3), { disabilityGrade })).toBe(expected);
  });

  it.each([
    [2, "met"],
    [3, "unmet"],
  ])("grade %i is at most 2: %s", (disabilityGrade, expected) => {
    expect(verdictOn(atMost(fact("disabilityGrade"), 2), { disabilityGrade })).toBe(expected);
  });

  it.each([
    [2, "unmet", "met"],
    [3, "unmet", "unmet"],
    [4, "met", "unmet"],
  ])("grade %i is more than 3: %s, less than 3: %s", (disabilityGrade, more, less) => {
    expect(verdictOn(moreThan(fact("disabilityGrade"), 3), { disabilityGrade })).toBe(more);
    expect(verdictOn(lessThan(fact("disabilityGrade"), 3), { disabilityGrade })).toBe(less);
  });

  it.each([atLeast, atMost, moreThan, lessThan])(
    "on the right may be computed as well",
    (order) => {
      const category = fact("disabilityCategory");
      const rule = order(fact("disabilityGrade"), difference(category, constant(1)));
      const expected = {
        atLeast: ["unmet", "met", "met"],
        atMost: ["met", "met", "unmet"],
        moreThan: ["unmet", "unmet", "met"],
        lessThan: ["met", "unmet", "unmet"],
      }[rule.order];
      const verdicts = [1, 2, 3].map((disabilityGrade) =>
        verdictOn(rule, { disabilityGrade, disabilityCategory: 3 }),
      );
      expect(verdicts).toEqual(expected);
      expect(verdictOn(rule, { disabilityGrade: 2 })).toBe("unmet");
      expect(verdictOn(rule, { disabilityGrade: "missing" })).toBe("unmet");
      expect(
        judgeFacts(rule, { disabilityGrade: "missing", disabilityCategory: "missing" }).missing,
      ).toEqual(["disabilityGrade", "disabilityCategory"]);
    },
  );

  it("that do not exist meet no comparison, from either side", () => {
    expect(verdictOn(atLeast(fact("disabilityGrade"), 0), {})).toBe("unmet");
    expect(verdictOn(atMost(fact("disabilityGrade"), 9), {})).toBe("unmet");
    expect(verdictOn(atLeast(sum(fact("disabilityGrade"), constant(9)), 0), {})).toBe("unmet");
  });

  it("are added and subtracted", () => {
    const total = difference(sum(fact("disabilityGrade"), constant(10)), constant(3));
    expect(verdictOn(atLeast(total, 9), { disabilityGrade: 2 })).toBe("met");
    expect(verdictOn(atLeast(total, 10), { disabilityGrade: 2 })).toBe("unmet");
  });

  it("name every fact that keeps them unknown", () => {
    const total = sum(
      fact("insuredHeadcount", decemberOf(-1)),
      fact("naturalAttrition", lastYear),
      fact("insuredHeadcount", decemberOf(-2)),
    );
    expect(judgeFacts(atLeast(total, 1), { "insuredHeadcount@2023-12": 5 })).toMatchObject({
      verdict: "unknown",
      missing: ["naturalAttrition@2023", "insuredHeadcount@2022-12"],
    });
  });

  it("by a condition are unknown while the condition is, and ask for it first", () => {
    const headcount = choose({
      when: is("sizeClass", "large"),
      use: fact("insuredHeadcount", decemberOf(-1)),
      otherwise: fact("insuredHeadcount", decemberOf(-2)),
    });
    const isInsured = atLeast(headcount, 1);
    expect(judgeFacts(isInsured, {}).missing).toEqual(["sizeClass"]);
    expect(verdictOn(isInsured, { sizeClass: "large", "insuredHeadcount@2023-12": 1 })).toBe("met");
    expect(verdictOn(isInsured, { sizeClass: "small", "insuredHeadcount@2022-12": 0 })).toBe(
      "unmet",
    );
    expect(judgeFacts(isInsured, { sizeClass: "small" }).missing).toEqual([
      "insuredHeadcount@2022-12",
    ]);
  });
});

describe("a ratio", () => {
  const share = (limit: string) =>
    ratioAtMost({
      name: "裁员率",
      dividend: difference(
        fact("insuredHeadcount", decemberOf(-2)),
        fact("insuredHeadcount", decemberOf(-1)),
      ),
      divisor: fact("insuredHeadcount", decemberOf(-2)),
      limit: percent(limit),
    });
  const headcounts = (before: number, after: number) => ({
    "insuredHeadcount@2022-12": before,
    "insuredHeadcount@2023-12": after,
  });

  it.each([
    [200, 189, "met"],
    [200, 188, "unmet"],
    [1000, 945, "met"],
    [1000, 944, "unmet"],
    [9_007_199_254_740_000, 8_511_803_295_729_300, "met"],
    [9_007_199_254_740_000, 8_511_803_295_729_299, "unmet"],
    [10, 20, "met"],
    [1, 0, "unmet"],
  ])("of %i with %i left is at most 5.5%%: %s", (before, after, expected) => {
    expect(verdictOn(share("5.5"), headcounts(before, after))).toBe(expected);
  });

  it("over nothing or less meets no limit", () => {
    expect(verdictOn(share("100"), headcounts(0, 0))).toBe("unmet");
    const overLess = ratioAtMost({
      name: "比例",
      dividend: constant(-5),
      divisor: constant(-1),
      limit: percent("100"),
    });
    expect(verdictOn(overLess, {})).toBe("unmet");
  });

  it("wants what its dividend, its divisor and its limit want", () => {
    const ratio = ratioAtMost({
      name: "比例",
      dividend: fact("insuredHeadcount", decemberOf(-1)),
      divisor: fact("insuredHeadcount", decemberOf(-2)),
      limit: choose({
        when: is("sizeClass", "large"),
        use: percent("10"),
        otherwise: percent("20"),
      }),
    });
    expect(judgeFacts(ratio, {}).missing).toEqual([
      "insuredHeadcount@2023-12",
      "insuredHeadcount@2022-12",
      "sizeClass",
    ]);
  });

  it.each([
    [fact("disabilityGrade"), constant(1)],
    [constant(1), fact("disabilityGrade")],
  ])("of a number that does not exist meets no limit", (dividend, divisor) => {
    const ratio = ratioAtMost({ name: "比例", dividend, divisor, limit: percent("100") });
    expect(verdictOn(ratio, {})).toBe("unmet");
    expect(verdictOn(ratio, { disabilityGrade: 1 })).toBe("met");
  });

  it("has two tiers by another fact", () => {
    const twoTiers = (facts: ExampleFacts) =>
      verdictOn(
        ratioAtMost({
          name: "比例",
          dividend: fact("insuredHeadcount", decemberOf(-1)),
          divisor: constant(100),
          limit: choose({
            when: is("sizeClass", "large"),
            use: percent("10"),
            otherwise: percent("20"),
          }),
        }),
        facts,
      );
    expect(twoTiers({ sizeClass: "large", "insuredHeadcount@2023-12": 10 })).toBe("met");
    expect(twoTiers({ sizeClass: "large", "insuredHeadcount@2023-12": 11 })).toBe("unmet");
    expect(twoTiers({ sizeClass: "small", "insuredHeadcount@2023-12": 20 })).toBe("met");
    expect(twoTiers({ sizeClass: "small", "insuredHeadcount@2023-12": 21 })).toBe("unmet");
    expect(twoTiers({ "insuredHeadcount@2023-12": 10 })).toBe("unknown");
  });
});
