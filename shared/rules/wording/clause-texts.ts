import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { Condition } from "#shared/rules/language/condition.ts";
import { describe } from "./describe.ts";

/** A rule's clauses as the policy says them, one by one: the parts of its outermost `all`. They hold nobody's facts. */
export function clauseTexts(condition: Condition, on: CivilDate): string[] {
  return topConditions(condition).map((clause) => describe(clause, on));
}

/** The parts of the outermost `all`. */
export function topConditions(condition: Condition): readonly Condition[] {
  return condition.kind === "all" ? condition.parts.flatMap(topConditions) : [condition];
}
