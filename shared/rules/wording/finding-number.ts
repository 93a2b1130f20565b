import { definitionOf } from "#shared/facts/dictionary.ts";
import type { About } from "#shared/facts/fact-definition.ts";
import { formatFactValue } from "#shared/facts/fact-value.ts";
import { evaluate } from "#shared/rules/evaluating/evaluate.ts";
import { evaluateNumber, evaluateShare } from "#shared/rules/evaluating/evaluate-number.ts";
import type { Judging } from "#shared/rules/evaluating/judging.ts";
import type {
  NumberComparison,
  NumberExpression,
  RatioAtMost,
} from "#shared/rules/language/condition.ts";
import type { FactReference } from "#shared/rules/language/fact-reference.ts";
import { describeNumber } from "./describe-number.ts";
import { boundText, describe, labelOf, recordText } from "./describe.ts";
import { percentText, shareText } from "./percent-text.ts";

/** "2023年12月参保人数为189人，不少于1人". Of relatives who were counted it tells no number. */
export function numberFinding(
  comparison: NumberComparison<About>,
  holds: boolean,
  judging: Judging,
): string {
  const { left, right } = comparison;
  const { on } = judging;
  const figures = [...figuresOf(left, judging), ...figuresOf(right, judging)];
  const unlisted = figures.find((figure) => judging.read(figure).state === "absent");
  if (unlisted !== undefined) return recordText(unlisted, false, on);
  const bound = boundText(comparison, holds, on);
  const [first] = figures;
  if (left.kind === "fact" && figures.length === 1) {
    return `${labelOf(left, on)}为${valueText(left, judging)}，${bound}`;
  }
  const whole = `${describeNumber(left, on, describe)}${bound}`;
  return first === undefined ? whole : `${whole}（${figuresText(figures, judging)}）`;
}

/** "裁员率为6%，超过5.5%（2022年12月参保人数200人，…）" */
export function ratioFinding(ratio: RatioAtMost<About>, holds: boolean, judging: Judging): string {
  const dividend = evaluateNumber(ratio.dividend, judging, evaluate);
  const divisor = evaluateNumber(ratio.divisor, judging, evaluate);
  const limit = evaluateShare(ratio.limit, judging, evaluate);
  if (dividend.state !== "value" || divisor.state !== "value" || limit.state !== "value") return "";
  const figures = figuresText(
    [...figuresOf(ratio.divisor, judging), ...figuresOf(ratio.dividend, judging)],
    judging,
  );
  if (divisor.value <= 0n) return `没有可以计算${ratio.name}的人数`;
  const order = holds ? "不超过" : "超过";
  return `${ratio.name}${percentFound(dividend.value, divisor.value)}，${order}${shareText(limit.value)}（${figures}）`;
}

/** A headcount that grew has no layoff rate to speak of. */
function percentFound(dividend: bigint, divisor: bigint): string {
  if (dividend < 0n) return "低于0%";
  const text = percentText(dividend, divisor);
  return text.startsWith("约") ? `约为${text.slice(1)}` : `为${text}`;
}

/** The facts that a number was in fact computed from: of a choice, the branch taken. */
function figuresOf(expression: NumberExpression, judging: Judging): FactReference[] {
  const figures = (part: NumberExpression) => figuresOf(part, judging);
  switch (expression.kind) {
    case "constant":
    case "parameter":
    case "count":
      return [];
    case "fact":
      return [expression];
    case "ageBands":
      return [expression.fact];
    case "sum":
    case "product":
    case "least":
      return expression.parts.flatMap(figures);
    case "difference":
      return [...figures(expression.from), ...figures(expression.less)];
    case "proportion":
    case "bands":
    case "proRata":
      return figures(expression.of);
    case "choice": {
      const isThen = evaluate(expression.when, judging).verdict === "met";
      return figures(isThen ? expression.use : expression.otherwise);
    }
  }
  return expression satisfies never;
}

/** "2022年12月参保人数200人，2023年12月参保人数188人", each once. */
function figuresText(figures: readonly FactReference[], judging: Judging): string {
  const texts = figures.map((one) => `${labelOf(one, judging.on)}${valueText(one, judging)}`);
  return [...new Set(texts)].join("，");
}

function valueText(reference: FactReference, judging: Judging): string {
  const reading = judging.read(reference);
  return reading.state === "known"
    ? formatFactValue(definitionOf(reference.name), reading.value)
    : "无";
}
