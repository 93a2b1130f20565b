import { civilDate, type CivilDate } from "#shared/calendar/civil-date.ts";
import { evaluate } from "#shared/rules/evaluating/evaluate.ts";
import { evaluateNumber } from "#shared/rules/evaluating/evaluate-number.ts";
import { startJudging } from "#shared/rules/evaluating/judging.ts";
import type { Typed } from "#shared/rules/evaluating/typed-value.ts";
import { readExample, type ExampleFacts } from "#shared/rules/example.ts";
import type { Condition, NumberExpression } from "#shared/rules/language/condition.ts";
import { describe } from "#shared/rules/wording/describe.ts";
import { findingOf } from "#shared/rules/wording/finding.ts";
import type { Verdict } from "#shared/rules/verdict.ts";

interface Judged {
  readonly verdict: Verdict;
  readonly missing: readonly string[];
  readonly nextChangeOn: CivilDate | undefined;
}

/** A condition judged on an example's facts. */
export function judgeFacts(condition: Condition, facts: ExampleFacts, on = "2024-07-01"): Judged {
  const judging = startJudging(readExample(facts), civilDate(on));
  const { verdict, missing } = evaluate(condition, judging);
  return { verdict, missing, nextChangeOn: judging.nextChangeOn() };
}

/** Its verdict alone. */
export function verdictOn(condition: Condition, facts: ExampleFacts, on?: string): Verdict {
  return judgeFacts(condition, facts, on).verdict;
}

/** A number computed from an example's facts, and the next day on which it may be another. */
export function computeNumber(
  expression: NumberExpression,
  facts: ExampleFacts,
  on = "2024-07-01",
): { readonly read: Typed<bigint>; readonly nextChangeOn: CivilDate | undefined } {
  const judging = startJudging(readExample(facts), civilDate(on));
  return {
    read: evaluateNumber(expression, judging, evaluate),
    nextChangeOn: judging.nextChangeOn(),
  };
}

/** The number, "none" where it does not exist, or what is missing to know it. */
export function numberOn(
  expression: NumberExpression,
  facts: ExampleFacts,
  on?: string,
): bigint | "none" | readonly string[] {
  const { read } = computeNumber(expression, facts, on);
  if (read.state === "value") return read.value;
  return read.state === "none" ? "none" : read.missing;
}

/** A clause as a citizen meets it: what it demands, how it stands, and what was found. */
export function clauseOn(condition: Condition, facts: ExampleFacts, on = "2024-07-01") {
  const judging = startJudging(readExample(facts), civilDate(on));
  const outcome = evaluate(condition, judging);
  return {
    clause: describe(condition, judging.on),
    verdict: outcome.verdict,
    missing: outcome.missing,
    found: findingOf(outcome, judging),
  };
}
