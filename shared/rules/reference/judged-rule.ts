import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { evaluateAmount } from "#shared/rules/evaluating/evaluate-amount.ts";
import { evaluate } from "#shared/rules/evaluating/evaluate.ts";
import { startJudging } from "#shared/rules/evaluating/judging.ts";
import type { Readings } from "#shared/rules/reading.ts";
import { conjunction, type Verdict } from "#shared/rules/verdict.ts";
import type { Rule } from "./arbitrary-rule.ts";

/** What a rule comes to; an amount only where it is met. */
export interface Answer {
  readonly verdict: Verdict;
  readonly amountFen?: number;
}

/** What the evaluator makes of a rule, as the judge asks it, and until which day that holds. */
export function judgeRule(
  { eligible, amount }: Rule,
  readings: Readings,
  on: CivilDate,
): { readonly answer: Answer; readonly nextChangeOn: CivilDate | undefined } {
  const judging = startJudging(readings, on);
  const { verdict: isEligible } = evaluate(eligible, judging);
  const money = isEligible === "unmet" ? undefined : evaluateAmount(amount, judging);
  const nextChangeOn = judging.nextChangeOn();
  if (money === undefined || money.state === "benefit")
    return { answer: { verdict: isEligible }, nextChangeOn };
  if (money.state === "unknown") return { answer: { verdict: "unknown" }, nextChangeOn };
  const verdict = conjunction([isEligible, money.amountFen > 0 ? "met" : "unmet"]);
  const granted = verdict === "met" ? { amountFen: money.amountFen } : {};
  return { answer: { verdict, ...granted }, nextChangeOn };
}
