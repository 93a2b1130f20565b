import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { FactValue } from "#shared/facts/dictionary.ts";
import type {
  Condition,
  DayExpression,
  Lasted,
  NumberComparison,
  NumberExpression,
  Related,
} from "#shared/rules/language/condition.ts";
import type { Version } from "#shared/rules/policy.ts";
import type { Readings } from "#shared/rules/reading.ts";
import type { Verdict } from "#shared/rules/verdict.ts";
import { daysLater, monthsLater } from "./reference-day.ts";
import { readFact, type Reference } from "./reference-fact.ts";
import { numberOf, shareOf } from "./reference-number.ts";
import { countRelatives } from "./reference-relatives.ts";

/**
 * What a condition, a number or a rule comes to, written to be obviously right and for nothing else. The judge, the
 * closures and the SQL are held against it in tests; it shares no code with them.
 */
export function referenceVerdict(condition: Condition, readings: Readings, on: CivilDate): Verdict {
  const verdictsOf = (parts: readonly Condition[]): Verdict[] =>
    parts.map((part) => referenceVerdict(part, readings, on));
  switch (condition.kind) {
    case "holds":
      return meets(readFact(condition.fact, readings, on), (value) => value === true);
    case "isOneOf":
      return meets(readFact(condition.fact, readings, on), (value) =>
        condition.values.some((listed) => listed === value),
      );
    case "absent": {
      const read = readFact(condition.fact, readings, on);
      if (read.state === "unknown") return "unknown";
      return read.state === "none" ? "met" : "unmet";
    }
    case "number":
      return verdictOfComparison(condition, readings, on);
    case "date": {
      const left = readFact(condition.fact, readings, on);
      const right: Reference<FactValue> =
        condition.day.kind === "fact"
          ? readFact(condition.day, readings, on)
          : { state: "value", value: dayOf(condition.day, on) };
      return bothMeet(left, right, (day, other) => {
        if (condition.order === "onOrBefore") return day <= other;
        if (condition.order === "before") return day < other;
        if (condition.order === "onOrAfter") return day >= other;
        return day > other;
      });
    }
    case "lasted":
      return meets(readFact(condition.fact, readings, on), (day) => {
        return fullOn(String(day), condition.duration) <= dayOf(condition.on, on);
      });
    case "ratioAtMost": {
      const dividend = referenceNumber(condition.dividend, readings, on);
      const divisor = referenceNumber(condition.divisor, readings, on);
      const limit = shareOf(condition.limit, readings, on, referenceVerdict);
      if (dividend.state === "none" || divisor.state === "none") return "unmet";
      if (dividend.state === "unknown" || divisor.state === "unknown") return "unknown";
      if (limit === "unknown") return "unknown";
      if (divisor.value <= 0n) return "unmet";
      const isWithin =
        dividend.value * BigInt(limit.denominator) <= BigInt(limit.numerator) * divisor.value;
      return isWithin ? "met" : "unmet";
    }
    case "all":
      return leastVerdict(verdictsOf(condition.parts));
    case "any":
      return greatestVerdict(verdictsOf(condition.parts));
    case "not":
      return opposite(referenceVerdict(condition.part, readings, on));
    case "quorum": {
      const verdicts = verdictsOf(condition.parts);
      const met = verdicts.filter((verdict) => verdict === "met").length;
      const stillPossible = verdicts.filter((verdict) => verdict !== "unmet").length;
      if (met >= condition.least) return "met";
      return stillPossible < condition.least ? "unmet" : "unknown";
    }
    case "related":
      return verdictOfRelated(condition, readings, on);
    case "cases": {
      const applies = verdictsOf(condition.cases.map(({ when }) => when));
      const demands = verdictsOf(condition.cases.map(({ demand }) => demand));
      const demanded = demands.filter((_, index) => applies[index] === "met");
      if (demanded.includes("unmet")) return "unmet";
      if (demanded.includes("met")) return "met";
      return demanded.length > 0 || applies.includes("unknown") ? "unknown" : "unmet";
    }
    case "worded":
      return referenceVerdict(condition.part, readings, on);
  }
  return condition satisfies never;
}

/** What a number comes to. */
export function referenceNumber(
  expression: NumberExpression,
  readings: Readings,
  on: CivilDate,
): Reference<bigint> {
  return numberOf(expression, readings, on, referenceVerdict);
}

/** What a rule comes to: its verdict, and its amount when it is met and worth money. */
export function referenceRule(
  { eligible, amount }: Pick<Version, "eligible" | "amount">,
  readings: Readings,
  on: CivilDate,
): { readonly verdict: Verdict; readonly amountFen?: number } {
  const isEligible = referenceVerdict(eligible, readings, on);
  if (amount.kind === "none") return { verdict: isEligible };
  const money = referenceNumber(amount.amountFen, readings, on);
  const isPositive = meets(money, (amountFen) => amountFen > 0n);
  const verdict = leastVerdict([isEligible, isPositive]);
  if (verdict !== "met" || money.state !== "value") return { verdict };
  return { verdict, amountFen: Number(money.value) };
}

function verdictOfRelated(
  condition: Related<"person" | "organisation">,
  readings: Readings,
  on: CivilDate,
): Verdict {
  const counted = countRelatives(condition, readings, on, referenceVerdict);
  const areAllDecided = counted.isComplete && counted.unknown === 0;
  if (condition.quantifier === "some") {
    if (counted.met > 0) return "met";
    return areAllDecided ? "unmet" : "unknown";
  }
  if (counted.unmet > 0) return "unmet";
  return areAllDecided ? "met" : "unknown";
}

function verdictOfComparison(
  { order, left, right }: NumberComparison<"person" | "organisation">,
  readings: Readings,
  on: CivilDate,
): Verdict {
  const isInOrder = (a: number | bigint, b: number | bigint): boolean => {
    if (order === "atLeast") return a >= b;
    if (order === "moreThan") return a > b;
    if (order === "atMost") return a <= b;
    return a < b;
  };
  const bound = referenceNumber(right, readings, on);
  if (left.kind !== "count") return bothMeet(referenceNumber(left, readings, on), bound, isInOrder);
  const { met, unknown, isComplete } = countRelatives(left, readings, on, referenceVerdict);
  const most = isComplete ? met + unknown : Number.POSITIVE_INFINITY;
  return meets(bound, (value) => {
    const ofFewest = isInOrder(met, value);
    return ofFewest === isInOrder(most, value) ? ofFewest : "unknown";
  });
}

/** What there is none of meets nothing. */
function meets<T>(read: Reference<T>, test: (value: T) => boolean | "unknown"): Verdict {
  if (read.state === "none") return "unmet";
  if (read.state === "unknown") return "unknown";
  const holds = test(read.value);
  if (holds === "unknown") return "unknown";
  return holds ? "met" : "unmet";
}

function bothMeet<T>(a: Reference<T>, b: Reference<T>, test: (a: T, b: T) => boolean): Verdict {
  if (a.state === "none" || b.state === "none") return "unmet";
  if (a.state === "unknown" || b.state === "unknown") return "unknown";
  return test(a.value, b.value) ? "met" : "unmet";
}

function leastVerdict(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.some((verdict) => verdict === "unmet")) return "unmet";
  return verdicts.every((verdict) => verdict === "met") ? "met" : "unknown";
}

function greatestVerdict(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.some((verdict) => verdict === "met")) return "met";
  return verdicts.every((verdict) => verdict === "unmet") ? "unmet" : "unknown";
}

function opposite(verdict: Verdict): Verdict {
  if (verdict === "met") return "unmet";
  return verdict === "unmet" ? "met" : "unknown";
}

function fullOn(day: string, { unit, count }: Lasted<"person">["duration"]): string {
  if (unit === "days") return daysLater(day, count);
  return monthsLater(day, unit === "years" ? count * 12 : count);
}

function dayOf(expression: DayExpression, on: CivilDate): string {
  if (expression.kind === "judgedDay") return on;
  if (expression.kind === "day") return expression.day;
  const year = Number(on.slice(0, 4)) + expression.years;
  return `${year}-${String(expression.month).padStart(2, "0")}-01`;
}
