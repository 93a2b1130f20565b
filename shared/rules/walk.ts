import type { RelationName } from "#shared/facts/relations.ts";
import type { Amount } from "./language/amount.ts";
import type { Condition, NumberExpression, ShareExpression } from "./language/condition.ts";
import type { FactReference } from "./language/fact-reference.ts";
import type { Parameter } from "./language/parameter.ts";

/** One place of a rule where something outside it is named. */
export type Named =
  | { readonly kind: "fact"; readonly fact: FactReference; readonly relation?: RelationName }
  | { readonly kind: "relation"; readonly relation: RelationName }
  | { readonly kind: "parameter"; readonly parameter: Parameter };

/** Everything that a condition names, in its order, repetitions included. */
export function namedInCondition(condition: Condition): Named[] {
  switch (condition.kind) {
    case "holds":
    case "isOneOf":
    case "absent":
    case "lasted":
      return [named(condition.fact)];
    case "date":
      return condition.day.kind === "fact"
        ? [named(condition.fact), named(condition.day)]
        : [named(condition.fact)];
    case "number":
      return [...namedInNumber(condition.left), ...namedInNumber(condition.right)];
    case "ratioAtMost":
      return [
        ...namedInNumber(condition.dividend),
        ...namedInNumber(condition.divisor),
        ...namedInShare(condition.limit),
      ];
    case "all":
    case "any":
    case "quorum":
      return condition.parts.flatMap(namedInCondition);
    case "not":
    case "worded":
      return namedInCondition(condition.part);
    case "related":
      return namedOfRelatives(condition);
    case "cases":
      return condition.cases.flatMap(({ when, demand }) => [
        ...namedInCondition(when),
        ...namedInCondition(demand),
      ]);
  }
  return condition satisfies never;
}

/** Everything that an amount names. */
export function namedInAmount(amount: Amount): Named[] {
  return amount.kind === "none" ? [] : namedInNumber(amount.amountFen);
}

function namedInNumber(expression: NumberExpression): Named[] {
  switch (expression.kind) {
    case "constant":
      return [];
    case "parameter":
      return [{ kind: "parameter", parameter: expression.parameter }];
    case "fact":
      return [named(expression)];
    case "sum":
    case "product":
    case "least":
      return expression.parts.flatMap(namedInNumber);
    case "difference":
      return [...namedInNumber(expression.from), ...namedInNumber(expression.less)];
    case "count":
      return namedOfRelatives(expression);
    case "proportion":
      return [...namedInNumber(expression.of), ...namedInShare(expression.share)];
    case "bands":
      return namedInNumber(expression.of);
    case "ageBands":
      return [named(expression.fact)];
    case "proRata":
      return [
        ...namedInNumber(expression.of),
        ...[expression.since, expression.until].flatMap((fact) =>
          fact === undefined ? [] : [named(fact)],
        ),
      ];
    case "choice":
      return [
        ...namedInCondition(expression.when),
        ...namedInNumber(expression.use),
        ...namedInNumber(expression.otherwise),
      ];
  }
  return expression satisfies never;
}

function namedInShare(expression: ShareExpression): Named[] {
  switch (expression.kind) {
    case "share":
      return [];
    case "parameter":
      return [{ kind: "parameter", parameter: expression.parameter }];
    case "choice":
      return [
        ...namedInCondition(expression.when),
        ...namedInShare(expression.use),
        ...namedInShare(expression.otherwise),
      ];
  }
  return expression satisfies never;
}

function namedOfRelatives({
  relation,
  where,
}: {
  readonly relation: RelationName;
  readonly where: Condition;
}): Named[] {
  const ofEach = namedInCondition(where).map((one): Named =>
    one.kind === "fact" ? { ...one, relation } : one,
  );
  return [{ kind: "relation", relation }, ...ofEach];
}

function named(fact: FactReference): Named {
  return { kind: "fact", fact };
}
