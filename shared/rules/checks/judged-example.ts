import { parseCivilDate, type CivilDate } from "#shared/calendar/civil-date.ts";
import { evaluate } from "#shared/rules/evaluating/evaluate.ts";
import { startJudging } from "#shared/rules/evaluating/judging.ts";
import { readExample, type Example } from "#shared/rules/example.ts";
import type { Condition } from "#shared/rules/language/condition.ts";
import type { Policy, Version } from "#shared/rules/policy.ts";
import type { Verdict } from "#shared/rules/verdict.ts";
import { versionOn } from "#shared/rules/versions.ts";

/** An example that falls under a version. */
export interface JudgedExample {
  readonly example: Example;
  readonly on: CivilDate;
  readonly version: Version;
}

/** The examples that fall under a version of the policy; those on other days, or on no real day, are left out. */
export function judgedExamples(policy: Policy, examples: readonly Example[]): JudgedExample[] {
  return examples.flatMap((example) => {
    const on = parseCivilDate(example.on);
    if (on === undefined) return [];
    const version = versionOn(policy, on);
    return version === undefined ? [] : [{ example, on, version }];
  });
}

/** How a condition stands for an example, by itself. */
export function verdictFor(condition: Condition, { example, on }: JudgedExample): Verdict {
  return evaluate(condition, startJudging(readExample(example.facts), on)).verdict;
}
