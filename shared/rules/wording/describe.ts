import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { definitionOf } from "#shared/facts/dictionary.ts";
import { factLabel } from "#shared/facts/fact-name.ts";
import { formatFactValue, formatPlainDay } from "#shared/facts/fact-value.ts";
import { relationDefinition } from "#shared/facts/relations.ts";
import type { About } from "#shared/facts/fact-definition.ts";
import { dayOn } from "#shared/rules/evaluating/days.ts";
import type {
  Condition,
  DateComparison,
  Duration,
  IsOneOf,
  Lasted,
  NumberComparison,
  Quorum,
  Related,
  ShareExpression,
} from "#shared/rules/language/condition.ts";
import { periodOn, type FactReference } from "#shared/rules/language/fact-reference.ts";
import { parameterOn } from "#shared/rules/language/parameter.ts";
import { describeNumber, figureText } from "./describe-number.ts";
import { shareText } from "./percent-text.ts";

/** What a condition demands on a day, in Chinese: a clause as it stands in a list. */
export function describe(condition: Condition, on: CivilDate): string {
  switch (condition.kind) {
    case "worded":
      return condition.words.clause;
    case "holds":
      return recordText(condition.fact, true, on);
    case "isOneOf":
      return `${labelOf(condition.fact, on)}为${valuesText(condition)}`;
    case "absent":
      return recordText(condition.fact, false, on);
    case "number":
      return isReported(condition)
        ? `有${numberText(condition, on)}的数据`
        : `${numberText(condition, on)}${boundText(condition, true, on)}`;
    case "date":
      return `${labelOf(condition.fact, on)}${dayBoundText(condition, true, on)}`;
    case "lasted":
      return lastedText(condition, true, on);
    case "ratioAtMost":
      return `${condition.name}不超过${describeShare(condition.limit, on)}`;
    case "all":
      return condition.parts.map((part) => describe(part, on)).join("，并且");
    case "any":
      return condition.parts.map((part) => describe(part, on)).join("，或者");
    case "not":
      return describeNot(condition.part, on);
    case "quorum":
      return `至少符合下列${condition.least}项：${partsText(condition, on)}`;
    case "related":
      return condition.quantifier === "some"
        ? someText(condition, on)
        : everyText(condition, condition.where, on);
    case "cases":
      return condition.cases
        .map(({ when, demand }) => `${describe(when, on)}的，${describe(demand, on)}`)
        .join("；");
  }
  return condition satisfies never;
}

/** What is demanded where a condition must not hold. */
export function describeNot(condition: Condition, on: CivilDate): string {
  switch (condition.kind) {
    case "worded":
    case "cases":
      return `不符合“${describe(condition, on)}”`;
    case "holds":
      return recordText(condition.fact, false, on);
    case "isOneOf":
      return `${labelOf(condition.fact, on)}不是${valuesText(condition)}`;
    case "absent":
      return recordText(condition.fact, true, on);
    case "number":
      return `${numberText(condition, on)}${boundText(condition, false, on)}`;
    case "date": {
      const bound = `${labelOf(condition.fact, on)}${dayBoundText(condition, false, on)}`;
      const { absence } = definitionOf(condition.fact.name);
      return absence.means === "none" ? `${bound}，或者没有登记` : bound;
    }
    case "lasted":
      return lastedText(condition, false, on);
    case "ratioAtMost":
      return `${condition.name}超过${describeShare(condition.limit, on)}`;
    case "all":
      return condition.parts.map((part) => describeNot(part, on)).join("，或者");
    case "any":
      return condition.parts.map((part) => describeNot(part, on)).join("，并且");
    case "not":
      return describe(condition.part, on);
    case "quorum":
      return `符合下列条件不足${condition.least}项：${partsText(condition, on)}`;
    case "related":
      return condition.quantifier === "some"
        ? noneText(condition, on)
        : someText({ ...condition, where: negated(condition.where) }, on);
  }
  return condition satisfies never;
}

/** How a fact is called on the judged day: "2023年12月参保人数". */
export function labelOf(reference: FactReference, on: CivilDate): string {
  const { name } = reference;
  const definition = definitionOf(name);
  const period = periodOn(reference, on);
  return factLabel(period === undefined ? { name, definition } : { name, definition, period });
}

/** What a register says of who it lists, or does not list: "有“最低生活保障”登记". */
export function recordText(reference: FactReference, isListed: boolean, on: CivilDate): string {
  return `${isListed ? "有" : "没有"}“${labelOf(reference, on)}”登记`;
}

/** "微型、小型或者中型" */
export function valuesText({ fact, values }: IsOneOf<About>): string {
  const names = values.map((value) => formatFactValue(definitionOf(fact.name), value));
  const last = names.pop() ?? "";
  return names.length === 0 ? last : `${names.join("、")}或者${last}`;
}

const orderTexts = {
  atLeast: ["不少于", "少于"],
  atMost: ["不超过", "超过"],
  moreThan: ["多于", "不多于"],
  lessThan: ["少于", "不少于"],
  onOrBefore: ["不晚于", "晚于"],
  onOrAfter: ["不早于", "早于"],
  before: ["早于", "不早于"],
  after: ["晚于", "不晚于"],
} as const;

/** "不少于1人" when the comparison holds, "少于1人" when it does not. */
export function boundText(
  { order, left, right }: NumberComparison<About>,
  holds: boolean,
  on: CivilDate,
): string {
  return `${orderTexts[order][holds ? 0 : 1]}${figureText(right, left, on, describe)}`;
}

/** "不晚于2026年12月1日" when the comparison holds, "晚于2026年12月1日" when it does not. */
export function dayBoundText(
  { order, day }: DateComparison<About>,
  holds: boolean,
  on: CivilDate,
): string {
  const bound = day.kind === "fact" ? labelOf(day, on) : formatPlainDay(dayOn(day, on));
  return `${orderTexts[order][holds ? 0 : 1]}${bound}`;
}

/** "年满65周岁", "自退休日期起已满6个月"; the opposite where it has not lasted so long. */
export function lastedText(
  { fact, duration, on: day }: Lasted<About>,
  holds: boolean,
  on: CivilDate,
): string {
  const until = day.kind === "judgedDay" ? "" : `截至${formatPlainDay(dayOn(day, on))}`;
  if (fact.name === "birthDate" && duration.unit === "years") {
    return `${until}${holds ? "年满" : "未满"}${duration.count}周岁`;
  }
  return `${until}自${labelOf(fact, on)}起${holds ? "已满" : "未满"}${durationText(duration)}`;
}

/** "6个月" */
export function durationText({ unit, count }: Duration): string {
  return `${count}${{ years: "年", months: "个月", days: "天" }[unit]}`;
}

/** The opposite of a condition, said without a double negation. */
export function negated(condition: Condition): Condition {
  return condition.kind === "not" ? condition.part : { kind: "not", part: condition };
}

function someText({ relation, where }: Related<About>, on: CivilDate): string {
  const { label } = relationDefinition(relation);
  if (where.kind === "not" && isComposite(where.part)) {
    return `有${label}不符合“${describe(where.part, on)}”`;
  }
  const demand = describe(where, on);
  return saysHaving(demand) ? `有${label}${demand}` : `有${demand}的${label}`;
}

function noneText({ relation, where }: Related<About>, on: CivilDate): string {
  const { label } = relationDefinition(relation);
  if (where.kind === "not") return everyText({ relation }, where.part, on);
  const demand = describe(where, on);
  return saysHaving(demand) ? `没有${label}${demand}` : `没有${demand}的${label}`;
}

/** "有…登记" cannot stand before whom it is said of. */
function saysHaving(demand: string): boolean {
  return demand.startsWith("有") || demand.startsWith("没有");
}

function everyText(
  { relation }: Pick<Related<About>, "relation">,
  where: Condition,
  on: CivilDate,
): string {
  const { label } = relationDefinition(relation);
  const demand = describe(where, on);
  return isComposite(where) ? `每名${label}都符合“${demand}”` : `每名${label}都${demand}`;
}

function isComposite({ kind }: Condition): boolean {
  return ["all", "any", "quorum", "cases", "worded"].includes(kind);
}

/** A count is never below nought: the comparison only asks whether it was reported. */
function isReported({ order, left, right }: NumberComparison<About>): boolean {
  const isNought = right.kind === "constant" && right.value === 0;
  return order === "atLeast" && isNought && left.kind === "fact";
}

function numberText({ left }: NumberComparison<About>, on: CivilDate): string {
  return describeNumber(left, on, describe);
}

function partsText({ parts }: Quorum<About>, on: CivilDate): string {
  return parts.map((part) => describe(part, on)).join("；");
}

function describeShare(expression: ShareExpression, on: CivilDate): string {
  switch (expression.kind) {
    case "share":
      return shareText(expression);
    case "parameter": {
      const value = parameterOn(expression.parameter, on);
      const { label } = expression.parameter;
      return value === undefined ? label : `${label}（${shareText(value)}）`;
    }
    case "choice": {
      const use = describeShare(expression.use, on);
      const otherwise = describeShare(expression.otherwise, on);
      return `${otherwise}（${describe(expression.when, on)}的为${use}）`;
    }
  }
  return expression satisfies never;
}
