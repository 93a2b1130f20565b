import { definitionOf } from "#shared/facts/dictionary.ts";
import type { NumberComparison, NumberExpression } from "#shared/rules/language/condition.ts";
import type { About } from "#shared/facts/fact-definition.ts";

/** Between what a number can lie, as far as the dictionary tells; both ends included. */
export interface Reach {
  readonly least: number;
  readonly most: number;
}

const anything: Reach = { least: -Infinity, most: Infinity };

/** The values that a number can take, whatever is reported; never too narrow. */
export function reachOf(number: NumberExpression): Reach {
  switch (number.kind) {
    case "constant":
      return { least: number.value, most: number.value };
    case "fact": {
      const { type } = definitionOf(number.name);
      return type.kind === "integer" ? { least: type.min, most: type.max ?? Infinity } : anything;
    }
    case "count":
      return { least: 0, most: Infinity };
    case "sum": {
      const parts = number.parts.map(reachOf);
      return {
        least: total(parts.map(({ least }) => least)),
        most: total(parts.map(({ most }) => most)),
      };
    }
    case "difference": {
      const [from, less] = [reachOf(number.from), reachOf(number.less)];
      return { least: from.least - less.most, most: from.most - less.least };
    }
    case "least": {
      const [a, b] = [reachOf(number.parts[0]), reachOf(number.parts[1])];
      return { least: Math.min(a.least, b.least), most: Math.min(a.most, b.most) };
    }
    case "bands":
    case "ageBands": {
      const values = number.bands.map(([, value]) => value);
      return { least: Math.min(0, ...values), most: Math.max(0, ...values) };
    }
    case "choice":
      return spanOf(reachOf(number.use), reachOf(number.otherwise));
    case "parameter":
    case "product":
    case "proportion":
    case "proRata":
      return anything;
  }
  return number satisfies never;
}

/** What a comparison says of every number that there can be; undefined where it depends on the number. */
export function foregoneConclusion({
  order,
  left,
  right,
}: NumberComparison<About>): boolean | undefined {
  const [a, b] = [reachOf(left), reachOf(right)];
  switch (order) {
    case "atLeast":
      return settled(a.least >= b.most, a.most < b.least);
    case "moreThan":
      return settled(a.least > b.most, a.most <= b.least);
    case "atMost":
      return settled(a.most <= b.least, a.least > b.most);
    case "lessThan":
      return settled(a.most < b.least, a.least >= b.most);
  }
  return order satisfies never;
}

function settled(isAlways: boolean, isNever: boolean): boolean | undefined {
  if (isAlways) return true;
  return isNever ? false : undefined;
}

const total = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);

const spanOf = (a: Reach, b: Reach): Reach => ({
  least: Math.min(a.least, b.least),
  most: Math.max(a.most, b.most),
});
