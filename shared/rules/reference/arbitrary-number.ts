import * as fc from "fast-check";
import { definitionOf } from "#shared/facts/dictionary.ts";
import type { About } from "#shared/facts/fact-definition.ts";
import type {
  BandTable,
  Choice,
  Condition,
  NumberExpression,
  Rounding,
  ShareExpression,
} from "#shared/rules/language/condition.ts";
import { arbitraryFact } from "./arbitrary-fact.ts";
import {
  arbitraryNumberParameter,
  arbitraryShareParameter,
  someShares,
} from "./arbitrary-parameter.ts";
import { arbitraryRelation } from "./arbitrary-relation.ts";

/** What a number is made of, as the recursion knows it. */
export interface Parts {
  readonly condition: fc.Arbitrary<Condition>;
  readonly number: fc.Arbitrary<NumberExpression>;
  readonly share: fc.Arbitrary<ShareExpression>;
}

const numbers = [-1, 0, 1, 2, 3, 4, 10, 30, 75_00, 600_00] as const;
export const simpleConstant = fc
  .constantFrom(...numbers)
  .map((value): NumberExpression => ({ kind: "constant", value }));
const numberParameter = arbitraryNumberParameter.map((parameter): NumberExpression => ({
  kind: "parameter",
  parameter,
}));
const rounding: fc.Arbitrary<Rounding> = fc.record({
  mode: fc.constantFrom("half-up", "down"),
  clause: fc.constant("三"),
});
const ages = [0, 1, 16, 60, 65, 70, 80, 100] as const;

const bandsFrom = (from: readonly number[]): fc.Arbitrary<BandTable> =>
  fc
    .tuple(
      fc.subarray([...from], { minLength: 1, maxLength: 4 }),
      fc.array(fc.constantFrom(...numbers), { minLength: 4, maxLength: 4 }),
    )
    .map(([each, values]) => each.map((start, index) => [start, values[index] ?? 0] as const));

const ageBands: fc.Arbitrary<NumberExpression> = bandsFrom(ages).map((bands) => {
  return { kind: "ageBands", fact: { kind: "fact", name: "birthDate" }, bands };
});

/** Numbers without parts. */
export function simpleNumber(about: About): fc.Arbitrary<NumberExpression> {
  const ofPersons = about === "person" ? [ageBands] : [];
  return fc.oneof(simpleConstant, arbitraryFact(about, "integer"), numberParameter, ...ofPersons);
}

/** Numbers made of parts: every kind but those without. `where` is said of relatives; without it none are counted. */
export function compoundNumbers(
  about: About,
  { condition, number, share }: Parts,
  where: fc.Arbitrary<Condition> | undefined,
): fc.Arbitrary<NumberExpression>[] {
  const pair = fc.tuple(number, number);
  const date = fc.option(arbitraryFact(about, "date"), { nil: undefined });
  return [
    fc
      .array(number, { minLength: 1, maxLength: 3 })
      .map((parts): NumberExpression => ({ kind: "sum", parts })),
    pair.map(([from, less]): NumberExpression => ({ kind: "difference", from, less })),
    pair.map((parts) => ofModestSize({ kind: "product", parts })),
    pair.map((parts): NumberExpression => ({ kind: "least", parts })),
    fc
      .record({ of: number, share, rounding })
      .map((rest): NumberExpression => ({ kind: "proportion", ...rest })),
    fc
      .record({ of: number, bands: bandsFrom(numbers) })
      .map((rest): NumberExpression => ({ kind: "bands", ...rest })),
    fc
      .record({
        of: number,
        per: fc.constantFrom("month", "quarter", "year"),
        by: fc.constantFrom("days", "months"),
        since: date,
        until: date,
        rounding,
      })
      .map(({ since, until, ...rest }): NumberExpression => {
        const begins = since === undefined ? {} : { since };
        return { kind: "proRata", ...rest, ...begins, ...(until === undefined ? {} : { until }) };
      }),
    chosen(condition, number),
    ...(where === undefined
      ? []
      : [
          fc
            .record({ relation: arbitraryRelation(about), where })
            .map((rest): NumberExpression => ({ kind: "count", ...rest })),
        ]),
  ];
}

/** Shares without parts. */
export const simpleShare: fc.Arbitrary<ShareExpression> = fc.oneof(
  fc.constantFrom(...someShares),
  arbitraryShareParameter.map((parameter): ShareExpression => ({ kind: "parameter", parameter })),
);

/** One of several by conditions, one after the other: a rate by size class. */
export function chosen<T>(
  condition: fc.Arbitrary<Condition>,
  each: fc.Arbitrary<T>,
): fc.Arbitrary<T | Choices<T>> {
  return fc
    .tuple(fc.array(fc.tuple(condition, each), { minLength: 1, maxLength: 3 }), each)
    .map(([branches, last]) =>
      branches.reduceRight<T | Choices<T>>((otherwise, [when, use]) => {
        return { kind: "choice", when, use, otherwise };
      }, last),
    );
}

interface Choices<T> extends Choice<About, T | Choices<T>> {}

/** No subject of a modest rule reports a greater number. */
const greatestReported = 1_000_000_00;

/**
 * A product that could leave the 2^53 that an amount may have, or with facts as large as the dictionary lets them be
 * the 64 bits of SQL, becomes the lesser of its parts.
 */
function ofModestSize(product: Extract<NumberExpression, { kind: "product" }>): NumberExpression {
  const isModest =
    magnitude(product, greatestReported) <= 2 ** 50 &&
    magnitude(product, Number.MAX_SAFE_INTEGER) <= 2 ** 60;
  return isModest ? product : { kind: "least", parts: product.parts };
}

function magnitude(expression: NumberExpression, ofFacts: number): number {
  const of = (part: NumberExpression) => magnitude(part, ofFacts);
  switch (expression.kind) {
    case "constant":
      return Math.abs(expression.value);
    case "parameter":
      return Math.max(...expression.parameter.values.map(({ value }) => value));
    case "fact": {
      const { type } = definitionOf(expression.name);
      return type.kind === "integer" ? (type.max ?? ofFacts) : ofFacts;
    }
    case "sum":
      return expression.parts.reduce((total, part) => total + of(part), 0);
    case "difference":
      return of(expression.from) + of(expression.less);
    case "product":
      return of(expression.parts[0]) * of(expression.parts[1]);
    case "least":
      return Math.max(...expression.parts.map(of));
    case "count":
      return 10;
    case "proportion":
      return 2 * of(expression.of);
    case "proRata":
      return of(expression.of);
    case "bands":
    case "ageBands":
      return Math.max(...expression.bands.map(([, value]) => Math.abs(value)));
    case "choice":
      return Math.max(of(expression.use), of(expression.otherwise));
  }
  return expression satisfies never;
}
