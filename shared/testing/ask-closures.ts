import { civilDate } from "#shared/calendar/civil-date.ts";
import { compileCondition, compileCount } from "#shared/rules/compiled/compile-condition.ts";
import { compileNumber, none, open, tooLarge } from "#shared/rules/compiled/compile-number.ts";
import { readFlat, type FlatSubject, type Setting } from "#shared/rules/compiled/flat-facts.ts";
import { verdictOfCode } from "#shared/rules/compiled/test.ts";
import { evaluate } from "#shared/rules/evaluating/evaluate.ts";
import { evaluateNumber } from "#shared/rules/evaluating/evaluate-number.ts";
import { startJudging } from "#shared/rules/evaluating/judging.ts";
import type { Condition, NumberExpression } from "#shared/rules/language/condition.ts";
import type { Verdict } from "#shared/rules/verdict.ts";

/** On 1 July 2024, with these registers complete. */
export function onFirstOfJuly(...complete: readonly string[]): Setting {
  return { on: civilDate("2024-07-01"), complete: new Set(complete) };
}

interface Answers<T> {
  readonly closure: T;
  readonly judge: T;
}

/** What the closure says of a condition, and what the judge does. */
export function askBoth(
  condition: Condition,
  subject: FlatSubject,
  setting: Setting = onFirstOfJuly(),
): Answers<Verdict> {
  const test = compileCondition(condition, setting);
  return {
    closure: verdictOfCode(test(subject.facts, subject.relatives)),
    judge: evaluate(condition, startJudging(readFlat(subject, setting), setting.on)).verdict,
  };
}

type Computed = number | "none" | "unknown" | "too large";

/** What the closure makes of a number, and what the judge does. */
export function computeBoth(
  expression: NumberExpression,
  subject: FlatSubject,
  setting: Setting = onFirstOfJuly(),
): Answers<Computed> {
  const number = compileNumber(expression, setting, {
    condition: compileCondition,
    count: compileCount,
  })(subject.facts, subject.relatives);
  return { closure: nameOf(number), judge: judged(expression, subject, setting) };
}

function judged(expression: NumberExpression, subject: FlatSubject, setting: Setting): Computed {
  const judging = startJudging(readFlat(subject, setting), setting.on);
  const read = evaluateNumber(expression, judging, evaluate);
  if (read.state !== "value") return read.state;
  const number = Number(read.value);
  return Number.isSafeInteger(number) ? number : "too large";
}

function nameOf(number: number): Computed {
  if (Object.is(number, open)) return "unknown";
  if (number === none) return "none";
  return number === tooLarge ? "too large" : number;
}
