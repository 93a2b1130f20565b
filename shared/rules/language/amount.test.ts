import { expect, it } from "vitest";
import { benefit, once, perMonth, perQuarter, perYear } from "./amount.ts";
import { fact } from "./fact-reference.ts";
import { constant, perHead } from "./number.ts";

it.each([
  ["month", perMonth],
  ["quarter", perQuarter],
  ["year", perYear],
  ["once", once],
] as const)("money by the %s is a literal sum or a computed one", (per, amount) => {
  expect(amount(75_00)).toEqual({ kind: "money", per, amountFen: constant(75_00) });
  const perGrade = perHead(100_00, fact("disabilityGrade"));
  expect(amount(perGrade)).toEqual({ kind: "money", per, amountFen: perGrade });
});

it("a benefit that is no money is in words", () => {
  expect(benefit("免费入园")).toEqual({ kind: "none", benefit: "免费入园" });
});
