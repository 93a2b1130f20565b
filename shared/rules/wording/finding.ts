import { definitionOf, isFactName } from "#shared/facts/dictionary.ts";
import { formatFactValue, formatPlainDay } from "#shared/facts/fact-value.ts";
import { reachesAgeOn } from "#shared/calendar/age.ts";
import type {
  AgeAtLeast,
  NumberComparison,
  NumberExpression,
  RatioAtMost,
} from "#shared/rules/language/condition.ts";
import type { About } from "#shared/facts/fact-definition.ts";
import { boundText, describe, labelOf } from "./describe.ts";
import { dayOn, evaluate } from "#shared/rules/evaluating/evaluate.ts";
import { evaluateNumber, evaluateShare } from "#shared/rules/evaluating/evaluate-number.ts";
import type { FactReference } from "#shared/rules/language/fact-reference.ts";
import type { Judging } from "#shared/rules/evaluating/judging.ts";
import type { Outcome } from "#shared/rules/evaluating/outcome.ts";
import { percentText, shareText } from "./percent-text.ts";
import { readDay } from "#shared/rules/evaluating/typed-value.ts";

/**
 * What was found of a condition that is settled, to follow 您 or 贵单位: "已满65周岁（生日1961年3月1日）". Empty where
 * there is nothing to say.
 */
export function findingOf(outcome: Outcome, judging: Judging): string {
  const { condition, verdict } = outcome;
  if (verdict === "unknown") return "";
  const isMet = verdict === "met";
  switch (condition.kind) {
    case "worded": {
      const words = isMet ? condition.words.met : condition.words.unmet;
      return words === undefined ? findingsOf(outcome, judging) : fillIn(words, judging);
    }
    case "all":
    case "any":
    case "cases":
      return findingsOf(outcome, judging);
    case "ageAtLeast":
      return ageFinding(condition, isMet, judging);
    case "atLeast":
    case "atMost":
      return numberFinding(condition, isMet, judging);
    case "ratioAtMost":
      return ratioFinding(condition, isMet, judging);
    case "onOrBefore":
    case "onOrAfter": {
      const isBefore = condition.kind === "onOrBefore";
      const order = isBefore === isMet ? (isMet ? "不晚于" : "早于") : isMet ? "不早于" : "晚于";
      const day = formatPlainDay(dayOn(condition.day, judging));
      return `${labelOf(condition.fact, judging)}${valueText(condition.fact, judging)}${order}${day}`;
    }
    case "holds":
    case "isOneOf":
    case "absent":
    case "not":
      return isMet ? describe(condition, judging) : `不符合“${describe(condition, judging)}”`;
  }
  return condition satisfies never;
}

/** The findings of those parts that make the whole what it is. */
function findingsOf({ parts, verdict }: Outcome, judging: Judging): string {
  return parts
    .filter((part) => part.verdict === verdict)
    .map((part) => findingOf(part, judging))
    .filter((text) => text !== "")
    .join("，");
}

function ageFinding({ age, fact }: AgeAtLeast<About>, isMet: boolean, judging: Judging): string {
  const birth = readDay(judging, fact);
  if (birth.state !== "value") return `未满${age}周岁`;
  const birthday = `生日${formatPlainDay(birth.value)}`;
  if (isMet) return `已满${age}周岁（${birthday}）`;
  const reaches = formatPlainDay(reachesAgeOn(birth.value, age));
  return `未满${age}周岁（${birthday}，${reaches}满${age}周岁）`;
}

function numberFinding(
  comparison: NumberComparison<About>,
  isMet: boolean,
  judging: Judging,
): string {
  const figures = figuresOf(comparison.left, judging);
  const values = figures.map(
    (figure) => `${labelOf(figure, judging)}${valueText(figure, judging)}`,
  );
  return `${values.join("、")}${boundText(comparison, isMet, judging)}`;
}

function ratioFinding(ratio: RatioAtMost<About>, isMet: boolean, judging: Judging): string {
  const dividend = evaluateNumber(ratio.dividend, judging, evaluate);
  const divisor = evaluateNumber(ratio.divisor, judging, evaluate);
  const limit = evaluateShare(ratio.limit, judging, evaluate);
  if (dividend.state !== "value" || divisor.state !== "value" || limit.state !== "value") return "";
  if (divisor.value <= 0n) return `没有可以计算${ratio.name}的人数`;
  const labels = new Set<string>();
  for (const figure of [
    ...figuresOf(ratio.divisor, judging),
    ...figuresOf(ratio.dividend, judging),
  ]) {
    labels.add(`${labelOf(figure, judging)}${valueText(figure, judging)}`);
  }
  // A headcount that grew has no layoff rate to speak of.
  const found =
    dividend.value <= 0n ? "不高于0%" : `为${percentText(dividend.value, divisor.value)}`;
  const order = isMet ? "不超过" : "超过";
  return `${ratio.name}${found}，${order}${shareText(limit.value)}（${[...labels].join("，")}）`;
}

/** The facts that a number was in fact computed from: of a choice, the branch taken. */
function figuresOf(expression: NumberExpression, judging: Judging): FactReference[] {
  switch (expression.kind) {
    case "constant":
      return [];
    case "fact":
      return [expression];
    case "sum":
      return expression.parts.flatMap((part) => figuresOf(part, judging));
    case "difference":
      return [...figuresOf(expression.from, judging), ...figuresOf(expression.less, judging)];
    case "choice": {
      const isThen = evaluate(expression.when, judging).verdict === "met";
      return figuresOf(isThen ? expression.use : expression.otherwise, judging);
    }
  }
  return expression satisfies never;
}

/** The value of a fact that was read, or 无 where the register says there is none. */
function valueText(reference: FactReference, judging: Judging): string {
  const reading = judging.read(reference);
  return reading.state === "known"
    ? formatFactValue(definitionOf(reference.name), reading.value)
    : "无";
}

function fillIn(words: string, judging: Judging): string {
  return words.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const reading = judging.readings.get(name);
    if (!isFactName(name) || reading?.state !== "known") return "";
    return formatFactValue(definitionOf(name), reading.value);
  });
}
