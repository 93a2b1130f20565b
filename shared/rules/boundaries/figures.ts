import type { FactName, FactValue } from "#shared/facts/dictionary.ts";
import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { addDays } from "#shared/calendar/civil-date.ts";
import { dayOn, latestSince } from "#shared/rules/evaluating/days.ts";
import type { Condition, NumberExpression } from "#shared/rules/language/condition.ts";
import { parameterOn } from "#shared/rules/language/parameter.ts";
import { placesOf, type Rule } from "./nodes.ts";

/** The figures that a rule names, on a day: where its answers can turn. */
export interface Figures {
  /** Of people and fen, ascending. */
  readonly numbers: readonly number[];
  /** Of each date fact, the days on which a condition on it turns, each the last or the first of its side. */
  readonly days: ReadonlyMap<FactName, readonly CivilDate[]>;
  /** Of each fact, the values that a condition lists. */
  readonly values: ReadonlyMap<FactName, readonly FactValue[]>;
}

export function figuresOf(rule: Rule, on: CivilDate): Figures {
  const numbers = new Set<number>();
  const days = new Map<FactName, CivilDate[]>();
  const values = new Map<FactName, FactValue[]>();
  for (const { node } of placesOf(rule)) {
    if (node.kind === "number") {
      for (const number of numbersIn(node.number, on)) numbers.add(number);
      if (node.number.kind === "ageBands") {
        for (const [count] of node.number.bands)
          append(days, "birthDate", [latestSince(on, { unit: "years", count })]);
      }
    }
    if (node.kind !== "condition") continue;
    const { condition } = node;
    const turning = turningDay(condition, on);
    if (turning !== undefined) append(days, turning.name, [turning.day]);
    if (condition.kind === "isOneOf") append(values, condition.fact.name, condition.values);
  }
  return { numbers: [...numbers].toSorted((a, b) => a - b), days, values };
}

function numbersIn(number: NumberExpression, on: CivilDate): number[] {
  if (number.kind === "constant") return [number.value];
  if (number.kind === "bands") return number.bands.map(([from]) => from);
  if (number.kind !== "parameter") return [];
  const value = parameterOn(number.parameter, on);
  return value === undefined ? [] : [value];
}

function turningDay(
  condition: Condition,
  on: CivilDate,
): { readonly name: FactName; readonly day: CivilDate } | undefined {
  if (condition.kind === "lasted") {
    const { fact, duration, on: day } = condition;
    return { name: fact.name, day: latestSince(dayOn(day, on), duration) };
  }
  if (condition.kind !== "date" || condition.day.kind === "fact") return undefined;
  const { order, fact, day } = condition;
  const bound = dayOn(day, on);
  const lastOfItsSide = order === "onOrBefore" || order === "after";
  return { name: fact.name, day: lastOfItsSide ? bound : addDays(bound, -1) };
}

function append<T>(lists: Map<FactName, T[]>, name: FactName, more: readonly T[]): void {
  const list = lists.get(name) ?? [];
  lists.set(name, [...list, ...more.filter((one) => !list.includes(one))]);
}
