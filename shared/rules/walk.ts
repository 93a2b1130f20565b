import type { Amount } from "#shared/rules/language/amount.ts";
import type {
  Condition,
  NumberExpression,
  ShareExpression,
} from "#shared/rules/language/condition.ts";
import { fact, type FactReference } from "#shared/rules/language/fact-reference.ts";

/** Every fact that a condition names, in its order, repetitions included. */
export function factsInCondition(condition: Condition): FactReference[] {
  switch (condition.kind) {
    case "holds":
    case "isOneOf":
    case "absent":
    case "onOrBefore":
    case "onOrAfter":
    case "ageAtLeast":
      return [condition.fact];
    case "atLeast":
    case "atMost":
      return [...factsInNumber(condition.left), ...factsInNumber(condition.right)];
    case "ratioAtMost":
      return [
        ...factsInNumber(condition.dividend),
        ...factsInNumber(condition.divisor),
        ...factsInShare(condition.limit),
      ];
    case "all":
    case "any":
      return condition.parts.flatMap(factsInCondition);
    case "not":
    case "worded":
      return factsInCondition(condition.part);
    case "cases":
      return condition.cases.flatMap(({ when, demand }) => [
        ...factsInCondition(when),
        ...factsInCondition(demand),
      ]);
  }
  return condition satisfies never;
}

/** Every fact that an amount names. */
export function factsInAmount(amount: Amount): FactReference[] {
  switch (amount.kind) {
    case "fixed":
    case "none":
      return [];
    case "byAge":
      return [fact("birthDate")];
    case "proportion":
      return [amount.of, ...factsInShare(amount.share)];
  }
  return amount satisfies never;
}

function factsInNumber(expression: NumberExpression): FactReference[] {
  switch (expression.kind) {
    case "constant":
      return [];
    case "fact":
      return [expression];
    case "sum":
      return expression.parts.flatMap(factsInNumber);
    case "difference":
      return [...factsInNumber(expression.from), ...factsInNumber(expression.less)];
    case "choice":
      return [
        ...factsInCondition(expression.when),
        ...factsInNumber(expression.use),
        ...factsInNumber(expression.otherwise),
      ];
  }
  return expression satisfies never;
}

function factsInShare(expression: ShareExpression): FactReference[] {
  if (expression.kind === "share") return [];
  return [
    ...factsInCondition(expression.when),
    ...factsInShare(expression.use),
    ...factsInShare(expression.otherwise),
  ];
}
