import { expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { readExample, type ExampleFacts } from "#shared/rules/example.ts";
import { benefit, once, perMonth, type Amount } from "#shared/rules/language/amount.ts";
import { fact } from "#shared/rules/language/fact-reference.ts";
import { constant, difference, times } from "#shared/rules/language/number.ts";
import { evaluateAmount } from "./evaluate-amount.ts";
import { startJudging } from "./judging.ts";

const amountOf = (amount: Amount, facts: ExampleFacts = {}) =>
  evaluateAmount(amount, startJudging(readExample(facts), civilDate("2024-07-01")));

const perGrade = perMonth(times(100_00, fact("disabilityGrade")));

it.each<[string, Amount, ExampleFacts, unknown]>([
  ["money", perMonth(75_00), {}, { state: "money", amountFen: 75_00 }],
  ["a computed sum", perGrade, { disabilityGrade: 3 }, { state: "money", amountFen: 300_00 }],
  ["what does not exist is nothing", perGrade, {}, { state: "money", amountFen: 0 }],
  [
    "less than nought is nothing",
    once(difference(constant(1), constant(2))),
    {},
    { state: "money", amountFen: 0 },
  ],
  [
    "what is not known is not",
    perGrade,
    { disabilityGrade: "missing" },
    { state: "unknown", missing: ["disabilityGrade"] },
  ],
  ["no money", benefit("免费入园"), {}, { state: "benefit", text: "免费入园" }],
])("%s", (_, amount, facts, expected) => {
  expect(amountOf(amount, facts)).toEqual(expected);
});

it("more than a safe integer is refused", () => {
  const huge = once(times(Number.MAX_SAFE_INTEGER, constant(2)));
  expect(() => amountOf(huge)).toThrow(RangeError);
});
