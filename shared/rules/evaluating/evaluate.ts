import { addDays } from "#shared/calendar/civil-date.ts";
import type {
  Condition,
  DateComparison,
  Lasted,
  NumberComparison,
} from "#shared/rules/language/condition.ts";
import type { About } from "#shared/facts/fact-definition.ts";
import {
  conjunction,
  disjunction,
  negation,
  quorum,
  verdictOf,
  type Verdict,
} from "#shared/rules/verdict.ts";
import { dayChangesOn, dayOn, endOf } from "./days.ts";
import { evaluateCases } from "./evaluate-cases.ts";
import { evaluateNumber, evaluateShare } from "./evaluate-number.ts";
import { countRelatives, evaluateRelated } from "./evaluate-related.ts";
import type { Judging } from "./judging.ts";
import type { Outcome } from "./outcome.ts";
import { both, readBoolean, readDay, readNumber, readValue, type Typed } from "./typed-value.ts";

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
    case "number":
      return compareNumbers(condition, judging);
    case "date":
      return compareDays(condition, judging);
    case "lasted":
      return hasLasted(condition, judging);
    case "ratioAtMost": {
      const dividend = evaluateNumber(condition.dividend, judging, evaluate);
      const divisor = evaluateNumber(condition.divisor, judging, evaluate);
      const limit = evaluateShare(condition.limit, judging, evaluate);
      return leaf(condition, both(both(dividend, divisor), limit), ([[above, below], share]) => {
        return below > 0n && above * BigInt(share.denominator) <= BigInt(share.numerator) * below;
      });
    }
    case "all":
      return joined(condition, condition.parts, judging, conjunction);
    case "any":
      return joined(condition, condition.parts, judging, disjunction);
    case "not":
      return joined(condition, [condition.part], judging, ([part = "unknown"]) => negation(part));
    case "quorum":
      return joined(condition, condition.parts, judging, (parts) => quorum(condition.least, parts));
    case "related":
      return evaluateRelated(condition, judging, evaluate);
    case "worded":
      return joined(condition, [condition.part], judging, conjunction);
    case "cases":
      return evaluateCases(condition, judging, evaluate);
  }
  return condition satisfies never;
}

function compareNumbers(condition: NumberComparison<About>, judging: Judging): Outcome {
  const { order, left, right } = condition;
  if (left.kind === "fact" && right.kind === "constant" && Number.isSafeInteger(right.value))
    return leaf(condition, readNumber(judging, left), (a) => compared(order, a, right.value));
  const bound = evaluateNumber(right, judging, evaluate);
  if (left.kind === "count") {
    // A count decides as soon as those who are certain, or all who are possible, do.
    const { least, most, missing } = countRelatives(left, judging, evaluate);
    if (bound.state === "unknown" && least !== most) {
      return leaf(condition, { ...bound, missing: [...missing, ...bound.missing] }, () => false);
    }
    return leaf(condition, bound, (limit): boolean | Unsettled => {
      const atLeast = compared(order, least, limit);
      const atMost =
        most === undefined
          ? order !== "atMost" && order !== "lessThan"
          : compared(order, most, limit);
      return atLeast === atMost ? atLeast : { missing };
    });
  }
  const number = evaluateNumber(left, judging, evaluate);
  return leaf(condition, both(number, bound), ([a, b]) => compared(order, a, b));
}

function compared<T extends bigint | number>(
  order: NumberComparison<About>["order"],
  a: T,
  b: T,
): boolean {
  switch (order) {
    case "atLeast":
      return a >= b;
    case "atMost":
      return a <= b;
    case "moreThan":
      return a > b;
    case "lessThan":
      return a < b;
  }
  return order satisfies never;
}

function compareDays(condition: DateComparison<About>, judging: Judging): Outcome {
  const { order, fact, day } = condition;
  const read = readDay(judging, fact);
  if (day.kind === "fact") {
    const other = readDay(judging, day);
    return leaf(condition, both(read, other), ([a, b]) => daysCompared(order, a, b));
  }
  return leaf(condition, read, (a) => {
    // Against today the answer turns when the day comes, and once more when it has passed.
    if (day.kind === "judgedDay")
      judging.mayChangeOn(order === "onOrBefore" || order === "after" ? a : addDays(a, 1));
    judging.mayChangeOn(dayChangesOn(day, judging.on));
    return daysCompared(order, a, dayOn(day, judging.on));
  });
}

function daysCompared(order: DateComparison<About>["order"], a: string, b: string): boolean {
  switch (order) {
    case "onOrBefore":
      return a <= b;
    case "onOrAfter":
      return a >= b;
    case "before":
      return a < b;
    case "after":
      return a > b;
  }
  return order satisfies never;
}

function hasLasted(condition: Lasted<About>, judging: Judging): Outcome {
  const { fact, duration, on } = condition;
  return leaf(condition, readDay(judging, fact), (since) => {
    const end = endOf(since, duration);
    if (on.kind === "judgedDay") judging.mayChangeOn(end);
    judging.mayChangeOn(dayChangesOn(on, judging.on));
    return end <= dayOn(on, judging.on);
  });
}

function joined(
  condition: Condition,
  conditions: readonly Condition[],
  judging: Judging,
  join: (parts: readonly Verdict[]) => Verdict,
): Outcome {
  const parts: Outcome[] = [];
  const verdicts: Verdict[] = [];
  for (const one of conditions) {
    const part = evaluate(one, judging);
    parts.push(part);
    verdicts.push(part.verdict);
  }
  const verdict = join(verdicts);
  // A part that is settled has no missing facts, and a whole that is settled waits for none.
  const missing = verdict === "unknown" ? parts.flatMap((part) => part.missing) : none;
  return { condition, verdict, missing, parts };
}

const none: readonly never[] = [];

interface Unsettled {
  readonly missing: readonly string[];
}

/** A fact that the register says does not exist meets no comparison. */
function leaf<T>(
  condition: Condition,
  read: Typed<T>,
  test: (value: T) => boolean | Unsettled,
): Outcome {
  switch (read.state) {
    case "value": {
      const settled = test(read.value);
      if (typeof settled === "boolean") return decided(condition, verdictOf(settled));
      return { condition, verdict: "unknown", missing: settled.missing, parts: none };
    }
    case "none":
      return decided(condition, "unmet");
    case "unknown":
      return { condition, verdict: "unknown", missing: read.missing, parts: none };
  }
  return read satisfies never;
}

function decided(condition: Condition, verdict: Verdict): Outcome {
  return { condition, verdict, missing: none, parts: none };
}
