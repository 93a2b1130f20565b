import { describe, expect, it } from "vitest";
import { percent } from "#shared/rules/language/share.ts";
import { numberOn } from "#shared/testing/ask-judge.ts";
import { bySize, refundOfPremiums } from "./premiums.ts";

describe("a refund of premiums", () => {
  const refund = refundOfPremiums(bySize("30", "60"));

  it("is by the year, of last year's", () => {
    expect(refund).toMatchObject({ kind: "money", per: "year" });
    const facts = { sizeClass: "large", "unemploymentPremiumPaidFen@2023": 1000_00 } as const;
    expect(numberOn(refund.amountFen, facts)).toBe(300_00n);
  });

  it.each([
    ["micro", 600_00n],
    ["small", 600_00n],
    ["medium", 600_00n],
    ["large", 300_00n],
  ] as const)("of a %s firm, of a thousand yuan, is %s fen", (sizeClass, expected) => {
    const facts = { sizeClass, "unemploymentPremiumPaidFen@2023": 1000_00 };
    expect(numberOn(refund.amountFen, facts)).toBe(expected);
  });

  it("is rounded half up to the fen", () => {
    const half = refundOfPremiums(percent("50")).amountFen;
    expect(numberOn(half, { "unemploymentPremiumPaidFen@2023": 1 })).toBe(1n);
    expect(half).toMatchObject({
      rounding: { mode: "half-up", clause: expect.stringContaining("四舍五入") },
    });
  });

  it("wants the premiums and the size", () => {
    expect(numberOn(refund.amountFen, {})).toEqual([
      "unemploymentPremiumPaidFen@2023",
      "sizeClass",
    ]);
  });
});
