import type { Condition, NumberExpression } from "#shared/rules/language/condition.ts";
import type { FactReference } from "#shared/rules/language/fact-reference.ts";

/** The subject's own facts that SQL reads for every row, whatever the others are: none behind a case or a choice. */
export function alwaysRead(condition: Condition): FactReference[] {
  switch (condition.kind) {
    case "holds":
    case "isOneOf":
    case "absent":
    case "lasted":
      return [condition.fact];
    case "date":
      return condition.day.kind === "fact" ? [condition.fact, condition.day] : [condition.fact];
    case "number":
      return [condition.left, condition.right].flatMap(alwaysReadInNumber);
    case "ratioAtMost":
      return alwaysReadInNumber(condition.divisor);
    case "all":
    case "any":
    case "quorum":
      return condition.parts.flatMap(alwaysRead);
    case "not":
    case "worded":
      return alwaysRead(condition.part);
    case "cases":
      return condition.cases.flatMap(({ when }) => alwaysRead(when));
    case "related":
      return [];
  }
  return condition satisfies never;
}

function alwaysReadInNumber(expression: NumberExpression): FactReference[] {
  switch (expression.kind) {
    case "fact":
      return [expression];
    case "sum":
    case "product":
    case "least":
      return expression.parts.flatMap(alwaysReadInNumber);
    case "difference":
      return [expression.from, expression.less].flatMap(alwaysReadInNumber);
    case "proportion":
    case "bands":
    case "proRata":
      return alwaysReadInNumber(expression.of);
    case "ageBands":
      return [expression.fact];
    case "choice":
      return alwaysRead(expression.when);
    case "constant":
    case "parameter":
    case "count":
      return [];
  }
  return expression satisfies never;
}
