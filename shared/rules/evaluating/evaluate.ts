import { addDays, civilDate, yearOf, type CivilDate } from "#shared/calendar/civil-date.ts";
import { reachesAgeOn } from "#shared/calendar/age.ts";
import type { Condition, DayExpression } from "#shared/rules/language/condition.ts";
import { evaluateCases } from "./evaluate-cases.ts";
import { evaluateNumber, evaluateShare } from "./evaluate-number.ts";
import type { Judging } from "./judging.ts";
import type { Outcome } from "./outcome.ts";
import { newYearAfter } from "#shared/rules/period.ts";
import { readBoolean, readDay, readValue, type Typed } from "./typed-value.ts";
import {
  conjunction,
  disjunction,
  negation,
  verdictOf,
  type Verdict,
} from "#shared/rules/verdict.ts";

/** Judges a condition by Kleene's three-valued logic. */
export function evaluate(condition: Condition, judging: Judging): Outcome {
  switch (condition.kind) {
    case "holds":
      return leaf(condition, readBoolean(judging, condition.fact), (value) => value);
    case "isOneOf":
      return leaf(condition, readValue(judging, condition.fact), (value) =>
        condition.values.includes(value),
      );
    case "absent": {
      const read = readValue(judging, condition.fact);
      return read.state === "none" ? decided(condition, "met") : leaf(condition, read, () => false);
    }
    case "atLeast":
    case "atMost": {
      const left = evaluateNumber(condition.left, judging, evaluate);
      const right = evaluateNumber(condition.right, judging, evaluate);
      const isAtLeast = condition.kind === "atLeast";
      return pairLeaf(condition, left, right, (a, b) => (isAtLeast ? a >= b : a <= b));
    }
    case "onOrBefore":
    case "onOrAfter": {
      const isBefore = condition.kind === "onOrBefore";
      return leaf(condition, readDay(judging, condition.fact), (day) => {
        const bound = dayOn(condition.day, judging);
        if (condition.day.kind === "judgedDay")
          judging.mayChangeOn(isBefore ? day : addDays(day, 1));
        return isBefore ? day <= bound : day >= bound;
      });
    }
    case "ageAtLeast":
      return leaf(condition, readDay(judging, condition.fact), (birth) => {
        const reaches = reachesAgeOn(birth, condition.age);
        judging.mayChangeOn(reaches);
        return reaches <= judging.on;
      });
    case "ratioAtMost": {
      const dividend = evaluateNumber(condition.dividend, judging, evaluate);
      const divisor = evaluateNumber(condition.divisor, judging, evaluate);
      const limit = evaluateShare(condition.limit, judging, evaluate);
      const pair = both(dividend, divisor);
      return pairLeaf(condition, pair, limit, ([above, below], share) => {
        return below > 0n && above * BigInt(share.denominator) <= BigInt(share.numerator) * below;
      });
    }
    case "all":
      return joined(condition, condition.parts, judging, conjunction);
    case "any":
      return joined(condition, condition.parts, judging, disjunction);
    case "not":
      return joined(condition, [condition.part], judging, ([part = "unknown"]) => negation(part));
    case "worded":
      return joined(condition, [condition.part], judging, conjunction);
    case "cases":
      return evaluateCases(condition, judging, evaluate);
  }
  return condition satisfies never;
}

/** The day that an expression means on the judged day. */
export function dayOn(expression: DayExpression, judging: Judging): CivilDate {
  switch (expression.kind) {
    case "judgedDay":
      return judging.on;
    case "day":
      return expression.day;
    case "firstOfMonth": {
      judging.mayChangeOn(newYearAfter(judging.on));
      const year = yearOf(judging.on) + expression.years;
      return civilDate(`${year}-${String(expression.month).padStart(2, "0")}-01`);
    }
  }
  return expression satisfies never;
}

function joined(
  condition: Condition,
  conditions: readonly Condition[],
  judging: Judging,
  join: (parts: readonly Verdict[]) => Verdict,
): Outcome {
  const parts = conditions.map((part) => evaluate(part, judging));
  const verdict = join(parts.map((part) => part.verdict));
  // A part that is settled has no missing facts, and a whole that is settled waits for none.
  const missing = verdict === "unknown" ? parts.flatMap((part) => part.missing) : [];
  return { condition, verdict, missing, parts };
}

/** A fact that the register says does not exist meets no comparison. */
function leaf<T>(condition: Condition, read: Typed<T>, test: (value: T) => boolean): Outcome {
  switch (read.state) {
    case "value":
      return decided(condition, verdictOf(test(read.value)));
    case "none":
      return decided(condition, "unmet");
    case "unknown":
      return { condition, verdict: "unknown", missing: read.missing, parts: [] };
  }
  return read satisfies never;
}

function pairLeaf<A, B>(
  condition: Condition,
  a: Typed<A>,
  b: Typed<B>,
  test: (a: A, b: B) => boolean,
): Outcome {
  return leaf(condition, both(a, b), ([first, second]) => test(first, second));
}

function both<A, B>(a: Typed<A>, b: Typed<B>): Typed<readonly [A, B]> {
  if (a.state === "none" || b.state === "none") return { state: "none" };
  if (a.state === "value" && b.state === "value")
    return { state: "value", value: [a.value, b.value] };
  const missing = [a, b].flatMap((part) => (part.state === "unknown" ? part.missing : []));
  return { state: "unknown", missing };
}

function decided(condition: Condition, verdict: Verdict): Outcome {
  return { condition, verdict, missing: [], parts: [] };
}
