import type { Condition } from "#shared/rules/language/condition.ts";
import { unknown, type Code, type Test } from "./test.ts";

/** What a condition costs to judge, roughly, in comparisons of short texts. */
export function costOf(condition: Condition): number {
  switch (condition.kind) {
    case "holds":
    case "absent":
      return 1;
    case "isOneOf":
      return condition.values.length === 1 ? 2 : 4;
    case "date":
    case "lasted":
      return 3;
    case "number":
      return 5;
    case "ratioAtMost":
      return 20;
    case "all":
    case "any":
    case "quorum":
      return condition.parts.reduce((cost, part) => cost + costOf(part), 1);
    case "not":
    case "worded":
      return costOf(condition.part);
    case "related":
      return 50;
    case "cases":
      return 40;
  }
  return condition satisfies never;
}

/**
 * Several tests as one: `decisive` decides alone; without it, and without doubt, the whole is `other`. Written out for
 * few tests, since a loop over closures takes twice as long.
 */
export function joinTests(tests: readonly Test[], decisive: Code, other: Code): Test {
  const [a, b, c, d, ...rest] = tests;
  if (a === undefined) return () => other;
  if (b === undefined) return a;
  if (c === undefined) return joinTwo(a, b, decisive, other);
  if (d === undefined) return joinThree(a, b, c, decisive, other);
  if (rest.length === 0) return joinFour(a, b, c, d, decisive, other);
  return joinFive(a, b, c, d, joinTests(rest, decisive, other), decisive, other);
}

function joinTwo(a: Test, b: Test, decisive: Code, other: Code): Test {
  return (facts, relatives) => {
    const first = a(facts, relatives);
    if (first === decisive) return decisive;
    const second = b(facts, relatives);
    if (second === decisive) return decisive;
    return first === unknown || second === unknown ? unknown : other;
  };
}

function joinThree(a: Test, b: Test, c: Test, decisive: Code, other: Code): Test {
  return (facts, relatives) => {
    const first = a(facts, relatives);
    if (first === decisive) return decisive;
    const second = b(facts, relatives);
    if (second === decisive) return decisive;
    const third = c(facts, relatives);
    if (third === decisive) return decisive;
    return first === unknown || second === unknown || third === unknown ? unknown : other;
  };
}

function joinFour(a: Test, b: Test, c: Test, d: Test, decisive: Code, other: Code): Test {
  return (facts, relatives) => {
    const first = a(facts, relatives);
    if (first === decisive) return decisive;
    const second = b(facts, relatives);
    if (second === decisive) return decisive;
    const third = c(facts, relatives);
    if (third === decisive) return decisive;
    const fourth = d(facts, relatives);
    if (fourth === decisive) return decisive;
    const isOpen =
      first === unknown || second === unknown || third === unknown || fourth === unknown;
    return isOpen ? unknown : other;
  };
}

function joinFive(a: Test, b: Test, c: Test, d: Test, e: Test, decisive: Code, other: Code): Test {
  return (facts, relatives) => {
    const first = a(facts, relatives);
    if (first === decisive) return decisive;
    const second = b(facts, relatives);
    if (second === decisive) return decisive;
    const third = c(facts, relatives);
    if (third === decisive) return decisive;
    const fourth = d(facts, relatives);
    if (fourth === decisive) return decisive;
    const fifth = e(facts, relatives);
    if (fifth === decisive) return decisive;
    const isOpen =
      first === unknown ||
      second === unknown ||
      third === unknown ||
      fourth === unknown ||
      fifth === unknown;
    return isOpen ? unknown : other;
  };
}
