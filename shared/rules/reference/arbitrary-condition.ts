import * as fc from "fast-check";
import { civilDate } from "#shared/calendar/civil-date.ts";
import type { About } from "#shared/facts/fact-definition.ts";
import type {
  Condition,
  DayExpression,
  Duration,
  NumberExpression,
  ShareExpression,
} from "#shared/rules/language/condition.ts";
import { arbitraryFact, arbitraryFactThatMayBeNone, someValuesOf } from "./arbitrary-fact.ts";
import {
  chosen,
  compoundNumbers,
  simpleConstant,
  simpleNumber,
  simpleShare,
  type Parts,
} from "./arbitrary-number.ts";
import { arbitraryRelation } from "./arbitrary-relation.ts";

/** How deep conditions and numbers nest, in one another too. */
const maxDepth = 4;

const numberOrder = fc.constantFrom("atLeast", "atMost", "moreThan", "lessThan");
const dayOrder = fc.constantFrom("onOrBefore", "onOrAfter", "before", "after");
const someOrEvery = fc.constantFrom("some", "every");

const day: fc.Arbitrary<DayExpression> = fc.oneof(
  fc.constant<DayExpression>({ kind: "judgedDay" }),
  fc
    .record({ years: fc.constantFrom(-1, 0, 1), month: fc.constantFrom(1, 3, 7, 12) })
    .map((rest): DayExpression => ({ kind: "firstOfMonth", ...rest })),
  fc
    .constantFrom("1949-10-01", "2023-02-28", "2024-02-29", "2024-07-01")
    .map((text): DayExpression => ({ kind: "day", day: civilDate(text) })),
);

const duration: fc.Arbitrary<Duration> = fc.oneof(
  fc.record({ unit: fc.constant("years"), count: fc.constantFrom(0, 1, 3, 16, 60, 65, 80, 100) }),
  fc.record({ unit: fc.constant("months"), count: fc.constantFrom(0, 1, 6, 11, 13, 24) }),
  fc.record({ unit: fc.constant("days"), count: fc.constantFrom(0, 1, 29, 90, 365) }),
);

/** Conditions about the subject's own facts alone, without parts. */
function simpleCondition(about: About): fc.Arbitrary<Condition> {
  const fact = arbitraryFact(about, "date");
  return fc.oneof(
    arbitraryFact(about, "boolean").map((of): Condition => ({ kind: "holds", fact: of })),
    arbitraryFact(about, "boolean", "choice", "district", "code").chain((of) =>
      fc
        .subarray([...someValuesOf(of.name)], { minLength: 1 })
        .map(([first = true, ...others]): Condition => {
          return { kind: "isOneOf", fact: of, values: [first, ...others] };
        }),
    ),
    // What most thresholds are.
    fc
      .record({ order: numberOrder, left: arbitraryFact(about, "integer"), right: simpleConstant })
      .map((rest): Condition => ({ kind: "number", ...rest })),
    arbitraryFactThatMayBeNone(about).map((of): Condition => ({ kind: "absent", fact: of })),
    fc
      .record({ order: dayOrder, fact, day: fc.oneof(day, day, fact) })
      .map((rest): Condition => ({ kind: "date", ...rest })),
    fc
      .record({
        fact,
        duration,
        on: fc.oneof(fc.constant<DayExpression>({ kind: "judgedDay" }), day),
      })
      .map((rest): Condition => ({ kind: "lasted", ...rest })),
  );
}

/** Conditions, numbers and shares of every kind, without `cases`; of a relative no relatives. */
export function arbitraryParts(about: About, isOfRelative = false): Parts {
  const where = isOfRelative ? undefined : arbitraryParts("person", true).condition;
  const depthIdentifier = fc.createDepthIdentifier();
  const deeper = { maxDepth: isOfRelative ? maxDepth - 2 : maxDepth, depthIdentifier };
  return fc.letrec<{ condition: Condition; number: NumberExpression; share: ShareExpression }>(
    (tie) => {
      const parts = { condition: tie("condition"), number: tie("number"), share: tie("share") };
      return {
        condition: fc.oneof(
          deeper,
          { arbitrary: simpleCondition(about), weight: 5 },
          ...compoundConditions(about, parts, where),
        ),
        number: fc.oneof(
          deeper,
          { arbitrary: simpleNumber(about), weight: 4 },
          ...compoundNumbers(about, parts, where),
        ),
        share: fc.oneof(
          deeper,
          { arbitrary: simpleShare, weight: 3 },
          { arbitrary: chosen(parts.condition, parts.share), weight: 1 },
        ),
      };
    },
  );
}

function compoundConditions(
  about: About,
  { condition, number, share }: Parts,
  where: fc.Arbitrary<Condition> | undefined,
): fc.Arbitrary<Condition>[] {
  const several = fc.oneof(
    { arbitrary: fc.array(condition, { minLength: 1, maxLength: 3 }), weight: 3 },
    { arbitrary: fc.array(simpleCondition(about), { minLength: 4, maxLength: 8 }), weight: 1 },
  );
  const comparison = fc
    .record({ order: numberOrder, left: number, right: number })
    .map((rest): Condition => ({ kind: "number", ...rest }));
  const relation = arbitraryRelation(about);
  return [
    comparison,
    comparison,
    fc
      .record({ dividend: number, divisor: number, limit: share })
      .map((rest): Condition => ({ kind: "ratioAtMost", name: "比率", ...rest })),
    // What is left of a whole, where the whole also decides how much that is.
    fc
      .record({
        order: numberOrder,
        whole: number,
        bound: simpleConstant,
        use: number,
        limit: share,
      })
      .map(({ order, whole, bound, use, limit }): Condition => {
        const when: Condition = { kind: "number", order, left: whole, right: bound };
        const otherwise: NumberExpression = { kind: "difference", from: whole, less: use };
        const dividend: NumberExpression = { kind: "choice", when, use, otherwise };
        return { kind: "ratioAtMost", name: "比率", dividend, divisor: whole, limit };
      }),
    several.map((parts): Condition => ({ kind: "all", parts })),
    several.map((parts): Condition => ({ kind: "any", parts })),
    condition.map((part): Condition => ({ kind: "not", part })),
    fc
      .record({ least: fc.constantFrom(1, 2, 2, 3, 5), parts: several })
      .map((rest): Condition => ({ kind: "quorum", ...rest })),
    condition.map((part): Condition => ({ kind: "worded", words: { clause: "示例" }, part })),
    ...(where === undefined
      ? []
      : [
          fc
            .record({ quantifier: someOrEvery, relation, where })
            .map((rest): Condition => ({ kind: "related", ...rest })),
          fc
            .record({
              order: numberOrder,
              left: fc
                .record({ relation, where })
                .map((rest): NumberExpression => ({ kind: "count", ...rest })),
              right: number,
            })
            .map((rest): Condition => ({ kind: "number", ...rest })),
        ]),
  ];
}
