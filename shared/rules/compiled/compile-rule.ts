import type { Amount } from "#shared/rules/language/amount.ts";
import { evaluateAmount } from "#shared/rules/evaluating/evaluate-amount.ts";
import { startJudging } from "#shared/rules/evaluating/judging.ts";
import type { Version } from "#shared/rules/policy.ts";
import type { Verdict } from "#shared/rules/verdict.ts";
import { compileCondition, compileCount } from "./compile-condition.ts";
import { compileNumber, none, tooLarge } from "./compile-number.ts";
import { readFlat, type FlatFacts, type FlatSubject, type Setting } from "./flat-facts.ts";
import { met, unmet, verdictOfCode, type Numeric } from "./test.ts";

/** A version's rule on one day, for many subjects: the same answers as `judge`, without their reasons. */
export interface CompiledRule {
  readonly verdict: (facts: FlatFacts, relatives?: FlatSubject["relatives"]) => Verdict;
  /** In fen; undefined unless the verdict is met and the benefit is money. */
  readonly amountFen: (
    facts: FlatFacts,
    relatives?: FlatSubject["relatives"],
  ) => number | undefined;
}

/** Compiles a rule to plain closures. */
export function compileRule(
  { eligible, amount }: Pick<Version, "eligible" | "amount">,
  setting: Setting,
): CompiledRule {
  const test = compileCondition(eligible, setting);
  const money = compileAmount(amount, setting);
  if (money === undefined) {
    return {
      verdict: (facts, relatives) => verdictOfCode(test(facts, relatives)),
      amountFen: () => undefined,
    };
  }
  return {
    verdict(facts, relatives) {
      const code = test(facts, relatives);
      if (code === unmet) return "unmet";
      const fen = money(facts, relatives);
      if (fen <= 0) return "unmet";
      return Number.isNaN(fen) ? "unknown" : verdictOfCode(code);
    },
    amountFen(facts, relatives) {
      if (test(facts, relatives) !== met) return undefined;
      const fen = money(facts, relatives);
      return fen > 0 ? fen : undefined;
    },
  };
}

/** NaN while it is not known; what does not exist is nothing. */
function compileAmount(amount: Amount, setting: Setting): Numeric | undefined {
  if (amount.kind === "none") return undefined;
  const number = compileNumber(amount.amountFen, setting, {
    condition: compileCondition,
    count: compileCount,
  });
  return (facts, relatives) => {
    const fen = number(facts, relatives);
    if (fen === none) return 0;
    if (fen !== tooLarge) return fen;
    const subject = relatives === undefined ? { facts } : { facts, relatives };
    const outcome = evaluateAmount(amount, startJudging(readFlat(subject, setting), setting.on));
    return outcome.state === "money" ? outcome.amountFen : Number.NaN;
  };
}
