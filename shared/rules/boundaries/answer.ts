import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { evaluate } from "#shared/rules/evaluating/evaluate.ts";
import { evaluateAmount } from "#shared/rules/evaluating/evaluate-amount.ts";
import { startJudging } from "#shared/rules/evaluating/judging.ts";
import { conjunction, verdictOf, type Verdict } from "#shared/rules/verdict.ts";
import type { Rule } from "./nodes.ts";
import { readingsOfSubject, type Subject } from "./subject.ts";

/** What the judge says of a subject, without its words. */
export interface Answer {
  readonly verdict: Verdict;
  /** When met, and money. */
  readonly amountFen?: number;
  readonly missing: readonly string[];
}

/** Judges a rule as the judge does; a search asks it thousands of times, hence without texts. */
export function answerOf({ eligible, amount }: Rule, subject: Subject, on: CivilDate): Answer {
  const judging = startJudging(readingsOfSubject(subject), on);
  const outcome = evaluate(eligible, judging);
  if (outcome.verdict === "unmet") return { verdict: "unmet", missing: [] };
  const worth = evaluateAmount(amount, judging);
  if (worth.state === "unknown") {
    return { verdict: "unknown", missing: [...outcome.missing, ...worth.missing] };
  }
  if (worth.state === "benefit") return outcome;
  const verdict = conjunction([outcome.verdict, verdictOf(worth.amountFen > 0)]);
  const { missing } = outcome;
  return verdict === "met"
    ? { verdict, missing, amountFen: worth.amountFen }
    : { verdict, missing: verdict === "unknown" ? missing : [] };
}

/** The same verdict and the same money. */
export function isSameAnswer(a: Answer, b: Answer): boolean {
  return a.verdict === b.verdict && a.amountFen === b.amountFen;
}
