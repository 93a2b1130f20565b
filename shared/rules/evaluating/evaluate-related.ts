import type { RelationName } from "#shared/facts/relations.ts";
import type { Condition, Count, Related } from "#shared/rules/language/condition.ts";
import type { About } from "#shared/facts/fact-definition.ts";
import { isParameterKey } from "#shared/rules/language/parameter.ts";
import { conjunction, disjunction } from "#shared/rules/verdict.ts";
import type { Judging } from "./judging.ts";
import type { Evaluate, Outcome } from "./outcome.ts";

/** Judges a condition on a subject's relatives. Relatives that may still be unheard of keep it open. */
export function evaluateRelated(
  condition: Related<About>,
  judging: Judging,
  evaluate: Evaluate,
): Outcome {
  const { relation, where, quantifier } = condition;
  const { parts, isComplete } = judgeRelatives(relation, where, judging, evaluate);
  const verdicts = parts.map((part) => part.verdict);
  const unheardOf = isComplete ? [] : (["unknown"] as const);
  const join = quantifier === "some" ? disjunction : conjunction;
  const verdict = join([...verdicts, ...unheardOf]);
  const missing = verdict === "unknown" ? missingOf(relation, parts, isComplete) : [];
  return { condition, verdict, missing, parts };
}

/** How many relatives there are of whom something holds, at least and at most. */
export interface CountBounds {
  readonly least: bigint;
  /** Undefined where there may be any number that nobody has reported. */
  readonly most: bigint | undefined;
  readonly missing: readonly string[];
}

/** Counts the relatives who meet a condition. */
export function countRelatives(
  { relation, where }: Count<About>,
  judging: Judging,
  evaluate: Evaluate,
): CountBounds {
  const { parts, isComplete } = judgeRelatives(relation, where, judging, evaluate);
  const met = parts.filter(({ verdict }) => verdict === "met").length;
  const open = parts.filter(({ verdict }) => verdict === "unknown").length;
  return {
    least: BigInt(met),
    most: isComplete ? BigInt(met + open) : undefined,
    missing: missingOf(relation, parts, isComplete),
  };
}

function judgeRelatives(
  relation: RelationName,
  where: Condition,
  judging: Judging,
  evaluate: Evaluate,
): { parts: Outcome[]; isComplete: boolean } {
  const { members, isComplete } = judging.related(relation);
  return { parts: members.map((member) => evaluate(where, member)), isComplete };
}

function missingOf(
  relation: RelationName,
  parts: readonly Outcome[],
  isComplete: boolean,
): string[] {
  // A parameter is the same for everybody, so nobody's own.
  const ofMembers = parts.flatMap((part) =>
    part.missing.map((key) => (isParameterKey(key) ? key : `${relation}.${key}`)),
  );
  return [...new Set(isComplete ? ofMembers : [...ofMembers, relation])];
}
