import { ageOn } from "#shared/calendar/age.ts";
import { definitionOf } from "#shared/facts/dictionary.ts";
import type { About } from "#shared/facts/fact-definition.ts";
import { formatFactValue, formatPlainDay } from "#shared/facts/fact-value.ts";
import { relationDefinition } from "#shared/facts/relations.ts";
import { evaluate } from "#shared/rules/evaluating/evaluate.ts";
import { evaluateNumber, evaluateShare } from "#shared/rules/evaluating/evaluate-number.ts";
import type { Judging } from "#shared/rules/evaluating/judging.ts";
import { readDay } from "#shared/rules/evaluating/typed-value.ts";
import type { Amount } from "#shared/rules/language/amount.ts";
import type {
  AgeBands,
  NumberExpression,
  ProRata,
  ShareExpression,
} from "#shared/rules/language/condition.ts";
import { parameterOn } from "#shared/rules/language/parameter.ts";
import { timesText, unitOf, withUnit, type Unit } from "./describe-number.ts";
import { labelOf } from "./describe.ts";
import { shareText } from "./percent-text.ts";

/**
 * What an amount was computed from, for the subject to check: "2023年实际缴纳的失业保险费12,000元的60%". Empty where
 * all get the same, and for the first band of age, which is the age that the rule asks for.
 */
export function basisOf(amount: Amount, judging: Judging): string {
  if (amount.kind === "none" || amount.amountFen.kind === "constant") return "";
  return termOf(amount.amountFen, judging, "fen");
}

/** Whether the amount is a part of what a whole period would bring. */
export function isPartial(amount: Amount): boolean {
  return amount.kind === "money" && amount.amountFen.kind === "proRata";
}

function termOf(
  expression: NumberExpression,
  judging: Judging,
  unit: Unit = unitOf(expression),
): string {
  const term = (part: NumberExpression) => termOf(part, judging, unit);
  switch (expression.kind) {
    case "constant":
      return withUnit(expression.value, unit);
    case "parameter": {
      const { parameter } = expression;
      const value = parameterOn(parameter, judging.on);
      return `${parameter.label}${value === undefined ? "" : withUnit(value, unitOf(expression))}`;
    }
    case "fact": {
      const reading = judging.read(expression);
      const { name } = expression;
      const value =
        reading.state === "known" ? formatFactValue(definitionOf(name), reading.value) : "";
      return `${labelOf(expression, judging.on)}${value}`;
    }
    case "sum":
      return expression.parts.map(term).join("加");
    case "difference":
      return `${term(expression.from)}减去${term(expression.less)}`;
    case "product": {
      const [first, second] = expression.parts;
      const text = termOf(second, judging);
      if (first.kind !== "constant") return `${termOf(first, judging)}乘以${text}`;
      return timesText(text, first.value, unit, second);
    }
    case "least": {
      const [whole, cap] = expression.parts;
      return `${term(whole)}${isReached(whole, cap, judging) ? `，最高${term(cap)}` : ""}`;
    }
    case "count": {
      const counted = evaluateNumber(expression, judging, evaluate);
      const number = counted.state === "value" ? withUnit(counted.value, "people") : "";
      return `符合条件的${relationDefinition(expression.relation).label}${number}`;
    }
    case "proportion":
      return `${term(expression.of)}的${shareTaken(expression.share, judging)}`;
    case "bands":
      return `${termOf(expression.of, judging)}所在的档次`;
    case "ageBands":
      return bandOfAge(expression, judging);
    case "proRata":
      return `${term(expression.of)}${coveredText(expression, judging)}`;
    case "choice": {
      const isThen = evaluate(expression.when, judging).verdict === "met";
      return term(isThen ? expression.use : expression.otherwise);
    }
  }
  return expression satisfies never;
}

function bandOfAge({ fact, bands }: AgeBands<About>, judging: Judging): string {
  const birth = readDay(judging, fact);
  if (birth.state !== "value") return "";
  const age = ageOn(birth.value, judging.on);
  const index = bands.findLastIndex(([from]) => from <= age);
  const band = bands[index];
  return index <= 0 || band === undefined ? "" : `${band[0]}周岁以上的标准`;
}

/** "按天折算，自2026年12月11日起" */
function coveredText({ by, since, until }: ProRata<About>, judging: Judging): string {
  const dayText = (reference: typeof since): string | undefined => {
    const read = reference === undefined ? undefined : readDay(judging, reference);
    return read?.state === "value" ? formatPlainDay(read.value) : undefined;
  };
  const [first, last] = [dayText(since), dayText(until)];
  const covered = [
    first === undefined ? "" : `自${first}起`,
    last === undefined ? "" : `到${last}止`,
  ].join("");
  return `按${by === "days" ? "天" : "月"}折算${covered === "" ? "" : `，${covered}`}`;
}

function isReached(whole: NumberExpression, cap: NumberExpression, judging: Judging): boolean {
  const computed = evaluateNumber(whole, judging, evaluate);
  const most = evaluateNumber(cap, judging, evaluate);
  return computed.state === "value" && most.state === "value" && computed.value > most.value;
}

function shareTaken(share: ShareExpression, judging: Judging): string {
  const taken = evaluateShare(share, judging, evaluate);
  return taken.state === "value" ? shareText(taken.value) : "一定比例";
}
