import type { About } from "#shared/facts/fact-definition.ts";
import { dayOn } from "#shared/rules/evaluating/days.ts";
import { evaluate } from "#shared/rules/evaluating/evaluate.ts";
import { startJudging } from "#shared/rules/evaluating/judging.ts";
import type {
  Cases,
  Condition,
  Count,
  DateComparison,
  NumberComparison,
  RatioAtMost,
  Related,
} from "#shared/rules/language/condition.ts";
import { keyOn, type FactReference } from "#shared/rules/language/fact-reference.ts";
import { compileNumber, compileShare, none, tooLarge } from "./compile-number.ts";
import { absenceCounts, areAll, readFlat, type FlatFacts, type Setting } from "./flat-facts.ts";
import { compileLeaf, isLeaf } from "./compile-leaf.ts";
import { costOf, joinTests } from "./join-tests.ts";
import { codeOf, met, unknown, unmet, type Bounds, type Code, type Test } from "./test.ts";

/**
 * A condition as a closure over one subject's flat facts: three-valued, with everything that is relative to the day
 * worked out beforehand. No code is generated, so it runs where `eval` is forbidden.
 */
export function compileCondition(condition: Condition, setting: Setting): Test {
  switch (condition.kind) {
    case "holds":
    case "isOneOf":
    case "absent":
    case "lasted":
      return compileLeaf(condition, setting, met, unmet);
    case "number":
      return compileComparison(condition, setting);
    case "date":
      return compileDates(condition, setting);
    case "ratioAtMost":
      return compileRatio(condition, setting);
    case "all":
      return joined(condition.parts, setting, unmet, met);
    case "any":
      return joined(condition.parts, setting, met, unmet);
    case "not":
      return compileNot(condition.part, setting);
    case "quorum":
      return compileQuorum(condition.parts, condition.least, setting);
    case "related":
      return compileRelated(condition, setting);
    case "worded":
      return compileCondition(condition.part, setting);
    case "cases":
      return compileCases(condition, setting);
  }
  return condition satisfies never;
}

/** Judges with integers of any size what is too large for a fast number. */
function exactly(condition: Condition, setting: Setting): Test {
  const codes = { unmet, met, unknown } as const;
  return (facts, relatives) => {
    const readings = readFlat(relatives === undefined ? { facts } : { facts, relatives }, setting);
    return codes[evaluate(condition, startJudging(readings, setting.on)).verdict];
  };
}

const compile = { condition: compileCondition, count: compileCount };

function compileComparison(condition: NumberComparison<About>, setting: Setting): Test {
  const { left, order } = condition;
  const right = compileNumber(condition.right, setting, compile);
  const slow = exactly(condition, setting);
  if (left.kind === "count") {
    const bounds = compileCount(left, setting);
    return (facts, relatives) => {
      const b = right(facts, relatives);
      if (b === none) return unmet;
      if (b === tooLarge) return slow(facts, relatives);
      const [least, most] = bounds(relatives?.[left.relation]);
      const [low, high] = [compared(order, least, b), compared(order, most, b)];
      return low === high ? low : unknown;
    };
  }
  if (left.kind === "fact" && condition.right.kind === "constant")
    return compileFactBound(left, order, condition.right.value, setting);
  const number = compileNumber(left, setting, compile);
  return (facts, relatives) => {
    const a = number(facts, relatives);
    const b = right(facts, relatives);
    if (a === none || b === none) return unmet;
    if (a === tooLarge || b === tooLarge) return slow(facts, relatives);
    return compared(order, a, b);
  };
}

/** A fact against a fixed number, which most thresholds are. */
function compileFactBound(
  fact: FactReference,
  order: NumberComparison<About>["order"],
  bound: number,
  setting: Setting,
): Test {
  const key = keyOn(fact, setting.on);
  const unreported = absenceCounts(key, setting) ? unmet : unknown;
  const isUpper = order === "atMost" || order === "lessThan";
  // Integers: less than 5 is at most 4.
  const limit = order === "lessThan" ? bound - 1 : order === "moreThan" ? bound + 1 : bound;
  return (facts) => {
    const value = facts[key];
    if (typeof value === "number") return codeOf(isUpper ? value <= limit : value >= limit);
    return value === undefined ? unreported : unknown;
  };
}

function compared(order: NumberComparison<About>["order"], a: number, b: number): Code {
  if (Number.isNaN(a) || Number.isNaN(b)) return unknown;
  switch (order) {
    case "atLeast":
      return codeOf(a >= b);
    case "atMost":
      return codeOf(a <= b);
    case "moreThan":
      return codeOf(a > b);
    case "lessThan":
      return codeOf(a < b);
  }
  return order satisfies never;
}

function compileDates({ fact, order, day }: DateComparison<About>, setting: Setting): Test {
  const key = keyOn(fact, setting.on);
  const unreported = absenceCounts(key, setting) ? unmet : unknown;
  const holds = dayTest(order);
  if (day.kind !== "fact") {
    const bound: string = dayOn(day, setting.on);
    return (facts) => {
      const value = facts[key];
      if (typeof value === "string") return codeOf(holds(value, bound));
      return value === undefined ? unreported : unknown;
    };
  }
  const otherKey = keyOn(day, setting.on);
  const otherUnreported = absenceCounts(otherKey, setting) ? unmet : unknown;
  return (facts) => {
    const [a, b] = [facts[key], facts[otherKey]];
    if (typeof a === "string" && typeof b === "string") return codeOf(holds(a, b));
    const isNone =
      (a === undefined && unreported === unmet) || (b === undefined && otherUnreported === unmet);
    return isNone ? unmet : unknown;
  };
}

function dayTest(order: DateComparison<About>["order"]): (a: string, b: string) => boolean {
  switch (order) {
    case "onOrBefore":
      return (a, b) => a <= b;
    case "onOrAfter":
      return (a, b) => a >= b;
    case "before":
      return (a, b) => a < b;
    case "after":
      return (a, b) => a > b;
  }
  return order satisfies never;
}

function compileRatio(condition: RatioAtMost<About>, setting: Setting): Test {
  const dividend = compileNumber(condition.dividend, setting, compile);
  const divisor = compileNumber(condition.divisor, setting, compile);
  const limit = compileShare(condition.limit, setting, compile);
  const slow = exactly(condition, setting);
  return (facts, relatives) => {
    const above = dividend(facts, relatives);
    const below = divisor(facts, relatives);
    if (above === none || below === none) return unmet;
    const share = limit(facts, relatives);
    if (Number.isNaN(above) || Number.isNaN(below) || share === undefined) return unknown;
    const [a, b] = [above * share.denominator, share.numerator * below];
    if (!Number.isSafeInteger(a) || !Number.isSafeInteger(b)) return slow(facts, relatives);
    return codeOf(below > 0 && a <= b);
  };
}

function joined(
  conditions: readonly Condition[],
  setting: Setting,
  decisive: Code,
  other: Code,
): Test {
  // The order changes no verdict: what is cheap to ask is asked first.
  const tests = conditions
    .toSorted((a, b) => costOf(a) - costOf(b))
    .map((part) => compileCondition(part, setting));
  return joinTests(tests, decisive, other);
}

function compileNot(part: Condition, setting: Setting): Test {
  if (isLeaf(part)) return compileLeaf(part, setting, unmet, met);
  const test = compileCondition(part, setting);
  return (facts, relatives) => {
    const code = test(facts, relatives);
    return code === unknown ? unknown : code === met ? unmet : met;
  };
}

function compileQuorum(parts: readonly Condition[], least: number, setting: Setting): Test {
  const tests = parts.map((part) => compileCondition(part, setting));
  return (facts, relatives) => {
    let certain = 0;
    let undecided = 0;
    for (const test of tests) {
      const code = test(facts, relatives);
      if (code === met) certain += 1;
      else if (code === unknown) undecided += 1;
    }
    if (certain >= least) return met;
    return certain + undecided < least ? unmet : unknown;
  };
}

function compileRelated(condition: Related<About>, setting: Setting): Test {
  const { relation, quantifier, where } = condition;
  const test = compileCondition(where, setting);
  const decisive = quantifier === "some" ? met : unmet;
  const other = quantifier === "some" ? unmet : met;
  const unheardOf = areAll(relation, setting) ? other : unknown;
  return (_, relatives) => {
    let code: Code = unheardOf;
    for (const member of relatives?.[relation] ?? []) {
      const part = test(member, undefined);
      if (part === decisive) return decisive;
      if (part === unknown) code = unknown;
    }
    return code;
  };
}

export function compileCount({ relation, where }: Count<About>, setting: Setting): Bounds {
  const test = compileCondition(where, setting);
  const isComplete = areAll(relation, setting);
  return (members: readonly FlatFacts[] = []) => {
    let least = 0;
    let undecided = 0;
    for (const member of members) {
      const code = test(member, undefined);
      if (code === met) least += 1;
      else if (code === unknown) undecided += 1;
    }
    return [least, isComplete ? least + undecided : Number.MAX_VALUE];
  };
}

function compileCases({ cases }: Cases<About>, setting: Setting): Test {
  const tests = cases.map(({ when, demand }) => ({
    when: compileCondition(when, setting),
    demand: compileCondition(demand, setting),
  }));
  return (facts, relatives) => {
    let isMet = false;
    let isPossible = false;
    for (const { when, demand } of tests) {
      const applies = when(facts, relatives);
      if (applies === unmet) continue;
      const code = applies === met ? demand(facts, relatives) : unknown;
      if (code === unmet) return unmet;
      if (code === met) isMet = true;
      isPossible = true;
    }
    if (isMet) return met;
    return isPossible ? unknown : unmet;
  };
}
