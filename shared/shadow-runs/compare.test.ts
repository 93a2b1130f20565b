import { expect, it } from "vitest";
import { compare, type Here, type There } from "./compare.ts";
import { addCounts, countOf, noCounts, type ShadowCounts } from "./counts.ts";

const met = (amountFen: number | null = 150_00): Here => ({ verdict: "met", amountFen });
const unmet: Here = { verdict: "unmet", amountFen: null };
const unknown: Here = { verdict: "unknown", amountFen: null };
const there = (state: There["state"], amountFen: number | null = 150_00): There => ({
  state,
  amountFen,
  caseNumber: null,
});

it.each([
  ["neither", unmet, undefined],
  ["neither", unknown, undefined],
  ["neither", met(0), undefined],
  ["neither", unmet, there("refused")],
  ["neither", unmet, there("accepted")],
  ["neither", unknown, there("withdrawn")],
  ["forgotten", met(), undefined],
  ["forgotten", met(), there("refused")],
  ["forgotten", met(), there("withdrawn")],
  ["under-way", met(), there("accepted")],
  ["agreed", met(), there("paid")],
  ["agreed", met(), there("granted")],
  ["agreed", met(null), there("paid")],
  ["without-amount", met(), there("paid", null)],
  ["amount", met(), there("paid", 75_00)],
  ["amount", met(), there("granted", 300_00)],
  ["unfounded", unmet, there("paid")],
  ["unfounded", met(0), there("granted")],
  ["undecided", unknown, there("paid")],
] as const)("%s: %o beside %o", (comparison, here, other) => {
  expect(compare(here, other)).toBe(comparison);
});

it("the differences are summed up by kind, what is too little apart from what is too much", () => {
  const pairs = [
    [met(), undefined],
    [met(75_00), there("paid", 150_00)],
    [met(150_00), there("paid", 100_00)],
    [unmet, there("paid", 80_00)],
    [unknown, there("paid", 90_00)],
    [met(), there("paid")],
  ] as const;
  const counts = pairs
    .map(([here, other]) => countOf(here, other, compare(here, other)))
    .reduce<ShadowCounts>((sum, one) => addCounts(sum, one), noCounts);
  expect(counts).toEqual({
    ...noCounts,
    eligible: 4,
    eligibleFen: 525_00,
    unknown: 1,
    there: 5,
    thereFen: 570_00,
    agreed: 1,
    forgotten: 1,
    forgottenFen: 150_00,
    amount: 2,
    tooLittleFen: 50_00,
    tooMuchFen: 75_00,
    unfounded: 1,
    unfoundedFen: 80_00,
    undecided: 1,
    undecidedFen: 90_00,
  });
});
