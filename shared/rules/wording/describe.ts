import { definitionOf } from "#shared/facts/dictionary.ts";
import { factLabel } from "#shared/facts/fact-name.ts";
import { formatFactValue, formatPlainDay } from "#shared/facts/fact-value.ts";
import type {
  Condition,
  NumberComparison,
  NumberExpression,
  ShareExpression,
} from "#shared/rules/language/condition.ts";
import { dayOn } from "#shared/rules/evaluating/evaluate.ts";
import { periodOn, type FactReference } from "#shared/rules/language/fact-reference.ts";
import type { Judging } from "#shared/rules/evaluating/judging.ts";
import { shareText } from "./percent-text.ts";

/** What a condition demands, in Chinese: a clause as it stands in a list. */
export function describe(condition: Condition, judging: Judging): string {
  switch (condition.kind) {
    case "worded":
      return condition.words.clause;
    case "holds":
      return `属于“${labelOf(condition.fact, judging)}”`;
    case "isOneOf":
      return `${labelOf(condition.fact, judging)}为${condition.values
        .map((value) => formatFactValue(definitionOf(condition.fact.name), value))
        .join("、")}`;
    case "absent":
      return `没有${labelOf(condition.fact, judging)}`;
    case "atLeast":
    case "atMost":
      return `${describeNumber(condition.left, judging)}${boundText(condition, true, judging)}`;
    case "onOrBefore":
    case "onOrAfter": {
      const order = condition.kind === "onOrBefore" ? "不晚于" : "不早于";
      const day = formatPlainDay(dayOn(condition.day, judging));
      return `${labelOf(condition.fact, judging)}${order}${day}`;
    }
    case "ageAtLeast":
      return `年满${condition.age}周岁`;
    case "ratioAtMost":
      return `${condition.name}不超过${describeShare(condition.limit, judging)}`;
    case "all":
    case "any":
      return condition.parts
        .map((part) => describe(part, judging))
        .join(condition.kind === "all" ? "，并且" : "，或者");
    case "not":
      return `并非“${describe(condition.part, judging)}”`;
    case "cases":
      return condition.cases
        .map(({ when, demand }) => `${describe(when, judging)}的，${describe(demand, judging)}`)
        .join("；");
  }
  return condition satisfies never;
}

/** How a fact is called on the judged day: "2023年12月参保人数". */
export function labelOf(reference: FactReference, { on }: Judging): string {
  const { name } = reference;
  const definition = definitionOf(name);
  const period = periodOn(reference, on);
  return factLabel(period === undefined ? { name, definition } : { name, definition, period });
}

/** "不少于1人" when the comparison holds, "少于1人" when it does not. */
export function boundText(
  comparison: NumberComparison<"person" | "organisation">,
  holds: boolean,
  judging: Judging,
): string {
  const { kind, left, right } = comparison;
  const bound =
    left.kind === "fact" && right.kind === "constant"
      ? formatFactValue(definitionOf(left.name), right.value)
      : describeNumber(right, judging);
  if (kind === "atLeast") return `${holds ? "不少于" : "少于"}${bound}`;
  return `${holds ? "不超过" : "超过"}${bound}`;
}

function describeNumber(expression: NumberExpression, judging: Judging): string {
  switch (expression.kind) {
    case "constant":
      return String(expression.value);
    case "fact":
      return labelOf(expression, judging);
    case "sum":
      return expression.parts.map((part) => describeNumber(part, judging)).join("加");
    case "difference":
      return `${describeNumber(expression.from, judging)}减去${describeNumber(expression.less, judging)}`;
    case "choice": {
      const use = describeNumber(expression.use, judging);
      const otherwise = describeNumber(expression.otherwise, judging);
      return `${use}（${describe(expression.when, judging)}时，否则为${otherwise}）`;
    }
  }
  return expression satisfies never;
}

function describeShare(expression: ShareExpression, judging: Judging): string {
  if (expression.kind === "share") return shareText(expression);
  const use = describeShare(expression.use, judging);
  const otherwise = describeShare(expression.otherwise, judging);
  return `${otherwise}（${describe(expression.when, judging)}的为${use}）`;
}
