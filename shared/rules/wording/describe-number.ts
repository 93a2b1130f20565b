import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { definitionOf } from "#shared/facts/dictionary.ts";
import { factLabel } from "#shared/facts/fact-name.ts";
import { relationDefinition } from "#shared/facts/relations.ts";
import { fen, formatYuan } from "#shared/money/fen.ts";
import type {
  Condition,
  NumberExpression,
  ShareExpression,
} from "#shared/rules/language/condition.ts";
import { periodOn } from "#shared/rules/language/fact-reference.ts";
import { parameterOn } from "#shared/rules/language/parameter.ts";
import { shareText } from "./percent-text.ts";

type Describe = (condition: Condition, on: CivilDate) => string;

/** What a number counts, so that it is written with its unit. */
export type Unit = "fen" | "people" | "months" | undefined;

/**
 * What a number is made of, in Chinese.
 *
 * @param unit what the whole counts, where the number itself does not tell: an amount is fen
 */
export function describeNumber(
  expression: NumberExpression,
  on: CivilDate,
  describe: Describe,
  unit: Unit = unitOf(expression),
): string {
  const number = (part: NumberExpression) => describeNumber(part, on, describe, unit);
  switch (expression.kind) {
    case "constant":
      return withUnit(expression.value, unit);
    case "parameter": {
      const { parameter } = expression;
      const value = parameterOn(parameter, on);
      const own = unitOf(expression);
      return value === undefined
        ? parameter.label
        : `${parameter.label}（${withUnit(value, own)}）`;
    }
    case "fact": {
      const { name } = expression;
      const definition = definitionOf(name);
      const period = periodOn(expression, on);
      return factLabel(period === undefined ? { name, definition } : { name, definition, period });
    }
    case "sum":
      return expression.parts.map(number).join("加");
    case "difference":
      return `${number(expression.from)}减去${number(expression.less)}`;
    case "product": {
      const [first, second] = expression.parts;
      const text = describeNumber(second, on, describe);
      if (first.kind !== "constant") return `${describeNumber(first, on, describe)}乘以${text}`;
      return timesText(text, first.value, unit, second);
    }
    case "least":
      return `${number(expression.parts[0])}（最高${number(expression.parts[1])}）`;
    case "count":
      return `${describe(expression.where, on)}的${relationDefinition(expression.relation).label}人数`;
    case "proportion": {
      const share = plainShare(expression.share, on);
      return `${number(expression.of)}的${share === undefined ? "一定比例" : share}`;
    }
    case "bands":
      return `按${describeNumber(expression.of, on, describe)}分档的数额`;
    case "ageBands":
      return "按周岁分档的数额";
    case "proRata":
      return `${number(expression.of)}按${expression.by === "days" ? "天" : "月"}折算`;
    case "choice": {
      const uses = usesOf(expression).map(number);
      if (uses.length > 2) return `${uses[0]}等${uses.length}项中按情况取的一项`;
      return `${uses[1]}（${describe(expression.when, on)}的为${uses[0]}）`;
    }
  }
  return expression satisfies never;
}

/** A bound with the unit of the number that it bounds: "1人", "10,000元". */
export function figureText(
  bound: NumberExpression,
  bounded: NumberExpression,
  on: CivilDate,
  describe: Describe,
): string {
  return describeNumber(bound, on, describe, unitOf(bound) ?? unitOf(bounded));
}

/** What a number counts, as far as its parts tell. */
export function unitOf(expression: NumberExpression): Unit {
  switch (expression.kind) {
    case "constant":
    case "bands":
    case "ageBands":
      return undefined;
    case "parameter":
      return expression.parameter.unit;
    case "fact": {
      const { type } = definitionOf(expression.name);
      return type.kind === "integer" ? type.unit : undefined;
    }
    case "count":
      return "people";
    case "sum":
    case "least":
      return unitOf(expression.parts[0]) ?? unitOf(expression.parts[1] ?? expression.parts[0]);
    case "difference":
      return unitOf(expression.from) ?? unitOf(expression.less);
    case "product": {
      const [first, second] = expression.parts;
      return unitOf(second) === "fen" ? "fen" : (unitOf(first) ?? unitOf(second));
    }
    case "proportion":
    case "proRata":
      return unitOf(expression.of);
    case "choice":
      return unitOf(expression.use) ?? unitOf(expression.otherwise);
  }
  return expression satisfies never;
}

/** So much money for each: "职工3人，每人600元"; a figure so many times: "城乡居民最低生活保障标准的2倍". */
export function timesText(
  of: string,
  count: number,
  unit: Unit,
  expression: NumberExpression,
): string {
  const own = unitOf(expression);
  if (unit !== "fen" || own === "fen") return `${of}的${count}倍`;
  return own === "people"
    ? `${of}，每人${withUnit(count, unit)}`
    : `${of}乘以${withUnit(count, unit)}`;
}

/** "1,330元", "30人", "24个月"; a number that counts none of these stands alone. */
export function withUnit(value: number | bigint, unit: Unit): string {
  if (unit === "fen") return formatYuan(fen(Number(value)));
  if (unit === "months") return `${value}个月`;
  return unit === "people" ? `${value}人` : String(value);
}

/** The share where it is one and the same for all. */
function plainShare(share: ShareExpression, on: CivilDate): string | undefined {
  switch (share.kind) {
    case "share":
      return shareText(share);
    case "parameter": {
      const value = parameterOn(share.parameter, on);
      return value === undefined ? share.parameter.label : shareText(value);
    }
    case "choice":
      return undefined;
  }
  return share satisfies never;
}

/** What a chain of choices chooses from. */
function usesOf(expression: NumberExpression): NumberExpression[] {
  if (expression.kind !== "choice") return [expression];
  return [expression.use, ...usesOf(expression.otherwise)];
}
