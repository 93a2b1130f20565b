import type { Condition } from "#shared/rules/language/condition.ts";
import type { Verdict } from "#shared/rules/verdict.ts";
import type { Judging } from "./judging.ts";

/** A condition judged, with its parts. */
export interface Outcome {
  readonly condition: Condition;
  readonly verdict: Verdict;
  /** When unknown: the facts for want of which it is, by name with period; a relative's as "child.birthDate". */
  readonly missing: readonly string[];
  /** Those that were judged, in order; of `cases`, the cases that apply; of relatives, one for each. */
  readonly parts: readonly Outcome[];
}

/** How a condition within a number, a share or a case is judged. */
export type Evaluate = (condition: Condition, judging: Judging) => Outcome;
