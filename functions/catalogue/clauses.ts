import { evaluate } from "#shared/rules/evaluating/evaluate.ts";
import { startJudging } from "#shared/rules/evaluating/judging.ts";
import type { Version } from "#shared/rules/policy.ts";
import { clausesOf } from "#shared/rules/wording/reason.ts";

/**
 * Who is eligible, clause by clause as the policy says it: the rule is judged on the version's first
 * day for somebody of whom nothing is known, and so the texts hold nobody's facts.
 */
export function eligibilityClauses({ eligible, from }: Version): string[] {
  const judging = startJudging(() => ({ state: "missing" }), from);
  return clausesOf(evaluate(eligible, judging), judging).map(({ text }) => text);
}
