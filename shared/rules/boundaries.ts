import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { figuresOf } from "./boundaries/figures.ts";
import { showThreshold } from "./boundaries/shown.ts";
import { exampleFactsOf, type Subject } from "./boundaries/subject.ts";
import { thresholdsOf, type Threshold } from "./boundaries/thresholds.ts";
import { readExample, type ExampleFacts } from "./example.ts";
import { judge } from "./judge.ts";
import type { Policy, Version } from "./policy.ts";
import type { Verdict } from "./verdict.ts";

/** A subject made up from the rule, just on one side of one of its thresholds, and what the judge says. */
export interface BoundaryExample {
  /** "年满65周岁" */
  readonly threshold: string;
  readonly side: "on" | "beyond";
  readonly on: CivilDate;
  readonly facts: ExampleFacts;
  readonly verdict: Verdict;
  /** Only when met, and money. */
  readonly amountFen?: number;
}

/**
 * The two sides of each threshold of a version, from the rule itself: two subjects who differ in one step (a day, a
 * person, a fen) and in nothing else, judged on the version's first day. What a clause is silent about is as plain as can
 * be. A search, and so no work for a request: a rule with many thresholds takes some tenths of a second.
 */
export function boundaryExamples(policy: Policy, version: Version): BoundaryExample[] {
  const { eligible, amount, from: on } = version;
  const rule = { eligible, amount };
  const ground = { rule, on, figures: figuresOf(rule, on) };
  const byKey = new Map<string, Threshold[]>();
  for (const threshold of thresholdsOf(rule, on)) {
    byKey.set(threshold.key, [...(byKey.get(threshold.key) ?? []), threshold]);
  }
  const told = new Set<string>();
  return [...byKey.values()].flatMap((places) => {
    for (const threshold of places) {
      const shown = showThreshold(threshold, ground);
      if (shown === undefined) continue;
      const pair = [
        judged(policy, threshold, "on", shown.on, on),
        judged(policy, threshold, "beyond", shown.beyond, on),
      ];
      // The age from which the first band pays is the age from which one is eligible.
      const sides = JSON.stringify(pair.map(({ facts }) => facts));
      if (told.has(sides)) return [];
      told.add(sides);
      return pair;
    }
    return [];
  });
}

function judged(
  policy: Policy,
  { text }: Threshold,
  side: BoundaryExample["side"],
  subject: Subject,
  on: CivilDate,
): BoundaryExample {
  const facts = exampleFactsOf(subject);
  const { verdict, amountFen } = judge(policy, readExample(facts), on);
  return {
    threshold: text,
    side,
    on,
    facts,
    verdict,
    ...(amountFen === undefined ? {} : { amountFen }),
  };
}
