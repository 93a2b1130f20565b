import type { Cases } from "#shared/rules/language/condition.ts";
import type { About } from "#shared/facts/fact-definition.ts";
import type { Judging } from "./judging.ts";
import type { Evaluate, Outcome } from "./outcome.ts";
import type { Verdict } from "#shared/rules/verdict.ts";

/** Judges `cases`: each that applies must hold, as far as is known. */
export function evaluateCases(
  condition: Cases<About>,
  judging: Judging,
  evaluate: Evaluate,
): Outcome {
  const parts: Outcome[] = [];
  const missingToTell: string[] = [];
  for (const { when, demand } of condition.cases) {
    const applies = evaluate(when, judging);
    if (applies.verdict === "met") parts.push(evaluate(demand, judging));
    missingToTell.push(...applies.missing);
  }
  const verdict = verdictOfCases(
    parts.map((part) => part.verdict),
    missingToTell.length > 0,
  );
  if (verdict !== "unknown") return { condition, verdict, missing: [], parts };
  // Once a case is known to apply, its own facts are what is wanted.
  const missing = parts.length > 0 ? parts.flatMap((part) => part.missing) : missingToTell;
  return { condition, verdict, missing, parts };
}

function verdictOfCases(applying: readonly Verdict[], isAnotherPossible: boolean): Verdict {
  if (applying.includes("unmet")) return "unmet";
  if (applying.includes("met")) return "met";
  return applying.length > 0 || isAnotherPossible ? "unknown" : "unmet";
}
