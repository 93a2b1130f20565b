import * as fc from "fast-check";
import type { About } from "#shared/facts/fact-definition.ts";
import type { Amount } from "#shared/rules/language/amount.ts";
import type { Condition, NumberExpression } from "#shared/rules/language/condition.ts";
import type { Version } from "#shared/rules/policy.ts";
import { arbitraryParts } from "./arbitrary-condition.ts";
import { arbitraryFact } from "./arbitrary-fact.ts";
import { compoundNumbers } from "./arbitrary-number.ts";

/** What a version decides and grants. */
export type Rule = Pick<Version, "eligible" | "amount">;

const one: NumberExpression = { kind: "constant", value: 1 };
const always: Condition = { kind: "number", order: "atMost", left: one, right: one };

/** So much more that a number below nought shows itself too. */
function raised(number: NumberExpression): NumberExpression {
  return { kind: "sum", parts: [number, { kind: "constant", value: 10_000_000_00 }] };
}

/** Rules about persons and organisations: every kind of condition and number. */
export const arbitraryRule: fc.Arbitrary<Rule> = fc.oneof(
  ruleAbout("person"),
  ruleAbout("organisation"),
);

/** The same without `cases`, of which fewer facts may turn unmet into met. */
export const arbitraryRuleWithoutCases: fc.Arbitrary<Rule> = fc.oneof(
  ruleAbout("person", false),
  ruleAbout("organisation", false),
);

/** Conditions on numbers up to the largest that a fact can have, whose products leave 2^53 and the 64 bits of SQL. */
export const arbitraryLargeRule: fc.Arbitrary<Rule> = arbitraryRule.map((rule) => {
  return magnified({ ...rule, amount: { kind: "none", benefit: "免费入园" } });
});

/** Everyone is eligible, for an amount that is made of others. */
export const arbitraryAmountRule: fc.Arbitrary<Rule> = fc
  .constantFrom<About[]>("person", "organisation")
  .chain((about) => {
    const where = arbitraryParts("person", true).condition;
    return fc.oneof(...compoundNumbers(about, arbitraryParts(about), where));
  })
  .map((number) => {
    return { eligible: always, amount: { kind: "money", per: "month", amountFen: raised(number) } };
  });

/** One fact of an organisation against another, of periods that are named in different ways and may be the same. */
export const arbitraryRuleOfPeriods: fc.Arbitrary<Rule> = fc
  .tuple(arbitraryFact("organisation", "integer"), arbitraryFact("organisation", "integer"))
  .map(([left, right]): Rule => {
    return {
      eligible: { kind: "number", order: "atLeast", left, right },
      amount: { kind: "none", benefit: "免费入园" },
    };
  });

const magnitudes = new Map<unknown, number>([
  [30, 2 ** 31],
  [75_00, 94_906_267],
  [600_00, Number.MAX_SAFE_INTEGER],
]);

/** Guarantee: only numbers are changed into numbers. No duration and no share has one of these. */
function magnified(rule: Rule): Rule {
  const larger = (_: string, value: unknown): unknown => magnitudes.get(value) ?? value;
  return JSON.parse(JSON.stringify(rule, larger)) as Rule;
}

function ruleAbout(about: About, hasCases = true): fc.Arbitrary<Rule> {
  const { condition, number } = arbitraryParts(about);
  const cases = hasCases ? [{ arbitrary: underAll(condition), weight: 2 }] : [];
  const eligible = fc.oneof(
    { arbitrary: condition, weight: 7 },
    // Then the amount alone decides.
    { arbitrary: fc.constant(always), weight: 2 },
    ...cases,
  );
  return fc.record({ eligible, amount: amountOf(number) });
}

/** `cases` stand only under `all`. */
function underAll(condition: fc.Arbitrary<Condition>): fc.Arbitrary<Condition> {
  const cases = fc
    .array(fc.record({ when: condition, demand: condition }), { minLength: 1, maxLength: 3 })
    .map((each): Condition => ({ kind: "cases", cases: each }));
  const beside = fc.oneof({ arbitrary: cases, weight: 2 }, { arbitrary: condition, weight: 1 });
  return fc.oneof(
    cases,
    cases.map((part): Condition => ({ kind: "worded", words: { clause: "示例" }, part })),
    fc
      .array(beside, { minLength: 1, maxLength: 3 })
      .map((parts): Condition => ({ kind: "all", parts })),
  );
}

function amountOf(number: fc.Arbitrary<NumberExpression>): fc.Arbitrary<Amount> {
  const amountFen = fc.oneof(number, number.map(raised));
  const money = fc
    .record({ per: fc.constantFrom("month", "quarter", "year", "once"), amountFen })
    .map((rest): Amount => ({ kind: "money", ...rest }));
  return fc.oneof(
    { arbitrary: fc.constant<Amount>({ kind: "none", benefit: "免费入园" }), weight: 1 },
    { arbitrary: money, weight: 2 },
  );
}
