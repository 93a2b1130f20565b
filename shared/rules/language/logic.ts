import type { About } from "#shared/facts/fact-definition.ts";
import type { Case, Cases, Condition, Logic, RatioAtMost, Words, Worded } from "./condition.ts";

/** Every part holds. */
export function all<S extends About>(
  first: Condition<S>,
  ...others: readonly Condition<NoInfer<S>>[]
): Logic<S> {
  return { kind: "all", parts: [first, ...others] };
}

/** At least one part holds. */
export function any<S extends About>(
  first: Condition<S>,
  ...others: readonly Condition<NoInfer<S>>[]
): Logic<S> {
  return { kind: "any", parts: [first, ...others] };
}

/** The part does not hold. */
export function not<S extends About>(part: Condition<S>): Logic<S> {
  return { kind: "not", part };
}

/**
 * For a rule that differs by case, where one case can be told from some registers and another from others. Each case
 * whose `when` is met must hold, as far as is known:
 * - unmet when one of them is unmet, or when no case can apply
 * - met when none of them is unmet and one is met
 * - unknown otherwise
 *
 * Cases exclude each other while registers agree. Where they contradict each other, two cases apply and both must hold.
 * Stand it only under `all`: there one fact less never makes a verdict known; under `any` or `not` it could.
 */
export function cases<S extends About>(
  first: Case<S>,
  ...others: readonly Case<NoInfer<S>>[]
): Cases<S> {
  return { kind: "cases", cases: [first, ...others] };
}

/** Gives a condition the words in which it is said to a citizen. */
export function worded<S extends About>(words: Words, part: Condition<S>): Worded<S> {
  return { kind: "worded", words, part };
}

/** A ratio of integers is at most a share, compared exactly by cross-multiplication. */
export function ratioAtMost<S extends About>(
  ratio: Omit<RatioAtMost<S>, "kind" | "about">,
): RatioAtMost<S> {
  return { kind: "ratioAtMost", ...ratio };
}
