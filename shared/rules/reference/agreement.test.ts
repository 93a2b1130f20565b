import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileCondition } from "#shared/rules/compiled/compile-condition.ts";
import { compileRule } from "#shared/rules/compiled/compile-rule.ts";
import { readFlat, type FlatSubject, type Setting } from "#shared/rules/compiled/flat-facts.ts";
import { verdictOfCode } from "#shared/rules/compiled/test.ts";
import { evaluateNumber } from "#shared/rules/evaluating/evaluate-number.ts";
import { evaluate } from "#shared/rules/evaluating/evaluate.ts";
import { startJudging } from "#shared/rules/evaluating/judging.ts";
import type {
  Condition,
  DayExpression,
  NumberExpression,
  ShareExpression,
} from "#shared/rules/language/condition.ts";
import {
  arbitraryAmountRule,
  arbitraryLargeRule,
  arbitraryRule,
  type Rule,
} from "./arbitrary-rule.ts";
import { arbitraryTrial } from "./arbitrary-subject.ts";
import { examineEveryCase } from "./every-case.ts";
import { judgeRule, type Answer } from "./judged-rule.ts";
import { referenceNumber, referenceRule, referenceVerdict } from "./reference-judge.ts";

type Kind = (Condition | NumberExpression | ShareExpression | DayExpression)["kind"];

/** Each of which a rule may hold. */
const kinds = Object.keys({
  holds: true,
  isOneOf: true,
  absent: true,
  number: true,
  date: true,
  lasted: true,
  ratioAtMost: true,
  all: true,
  any: true,
  not: true,
  quorum: true,
  related: true,
  cases: true,
  worded: true,
  constant: true,
  parameter: true,
  fact: true,
  sum: true,
  difference: true,
  product: true,
  least: true,
  count: true,
  proportion: true,
  bands: true,
  ageBands: true,
  proRata: true,
  choice: true,
  share: true,
  judgedDay: true,
  firstOfMonth: true,
  day: true,
} satisfies Record<Kind, true>);

function closuresOf(rule: Rule, setting: Setting): (subject: FlatSubject) => Answer {
  const compiled = compileRule(rule, setting);
  return (subject) => {
    const verdict = compiled.verdict(subject.facts, subject.relatives);
    const amountFen =
      verdict === "met" ? compiled.amountFen(subject.facts, subject.relatives) : undefined;
    return amountFen === undefined ? { verdict } : { verdict, amountFen };
  };
}

const show = (answer: Answer) => JSON.stringify(answer);

interface Seen {
  met: number;
  unmet: number;
  unknown: number;
  money: number;
}

/** Every subject is judged in three ways, which agree; how often each verdict was given. */
async function judgeThrice(rules: fc.Arbitrary<Rule>, numRuns: number): Promise<Seen> {
  const seen: Seen = { met: 0, unmet: 0, unknown: 0, money: 0 };
  await examineEveryCase(arbitraryTrial(rules, 50), numRuns, (rule, setting, subjects) => {
    const closures = closuresOf(rule, setting);
    return subjects.map((subject) => {
      const readings = readFlat(subject, setting);
      const reference = referenceRule(rule, readings, setting.on);
      seen[reference.verdict] += 1;
      if (reference.amountFen !== undefined) seen.money += 1;
      const judge = judgeRule(rule, readings, setting.on).answer;
      const answers = { reference, judge, closures: closures(subject) };
      const isSame = new Set(Object.values(answers).map(show)).size === 1;
      return isSame ? undefined : JSON.stringify(answers);
    });
  });
  return seen;
}

describe("the reference", () => {
  it("agrees with the judge and the closures on 80,000 cases", { timeout: 180_000 }, async () => {
    const seen = await judgeThrice(arbitraryRule, 1600);
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(4000);
  });

  it("agrees with them on each fen of an amount", async () => {
    const { money } = await judgeThrice(arbitraryAmountRule, 400);
    expect(money).toBeGreaterThan(5000);
  });

  it("agrees with them on conditions and numbers by themselves", async () => {
    const trials = arbitraryTrial(arbitraryRule, 25);
    const cases = await examineEveryCase(trials, 600, (rule, setting, subjects) => {
      const { eligible, amount } = rule;
      const test = compileCondition(eligible, setting);
      return subjects.map((subject) => {
        const readings = readFlat(subject, setting);
        const judging = startJudging(readings, setting.on);
        const verdicts = {
          reference: referenceVerdict(eligible, readings, setting.on),
          judge: evaluate(eligible, judging).verdict,
          closures: verdictOfCode(test(subject.facts, subject.relatives)),
        };
        if (new Set(Object.values(verdicts)).size > 1) return JSON.stringify(verdicts);
        if (amount.kind === "none") return undefined;
        const reference = referenceNumber(amount.amountFen, readings, setting.on);
        const judge = evaluateNumber(amount.amountFen, judging, evaluate);
        const isSame =
          reference.state === judge.state &&
          (reference.state !== "value" ||
            judge.state !== "value" ||
            reference.value === judge.value);
        return isSame ? undefined : `reference ${reference.state}, judge ${judge.state}`;
      });
    });
    expect(cases).toBe(15_000);
  });

  it("agrees with them on numbers of any size", async () => {
    const { met, unmet } = await judgeThrice(arbitraryLargeRule, 400);
    expect(Math.min(met, unmet)).toBeGreaterThan(1000);
  });
});

describe("the rules that are tried", () => {
  it("have every kind of condition and number", () => {
    const rules = JSON.stringify(fc.sample(arbitraryRule, 2000));
    const times = (kind: string) => rules.split(`"kind":"${kind}"`).length - 1;
    expect(kinds.filter((kind) => times(kind) < 50)).toEqual([]);
  });
});
