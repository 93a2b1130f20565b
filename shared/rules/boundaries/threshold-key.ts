import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { About } from "#shared/facts/fact-definition.ts";
import type {
  Condition,
  DateComparison,
  DayExpression,
  Lasted,
  NumberComparison,
  NumberExpression,
} from "#shared/rules/language/condition.ts";
import type { FactReference } from "#shared/rules/language/fact-reference.ts";
import { describe } from "#shared/rules/wording/describe.ts";
import { describeNumber } from "#shared/rules/wording/describe-number.ts";
import type { Place } from "./nodes.ts";

/**
 * What makes two comparisons the same threshold, so that one pair of examples shows both:
 * - it turns between the same two values: "not below 1" and "not above 0"
 * - the months of one year, where a formula looks for the first of them; New Year's Day is a bound of its own
 * - parts of one condition that compare different facts with the same bound: three registers of death and today
 */
export function keyOfThreshold(
  condition: Lasted<About> | DateComparison<About> | NumberComparison<About>,
  { relation, above }: Pick<Place, "relation" | "above">,
  on: CivilDate,
): string {
  const whose = relation === undefined ? "" : `${relation}.`;
  return `${whose}${keyOf(condition, siblingsOf(condition, above), on)}`;
}

function keyOf(
  condition: Lasted<About> | DateComparison<About> | NumberComparison<About>,
  siblings: readonly Condition[],
  on: CivilDate,
): string {
  switch (condition.kind) {
    case "lasted": {
      const { unit, count } = condition.duration;
      return `${factsOf(condition, siblings)} lasted ${count} ${unit} ${dayKey(condition.on)}`;
    }
    case "date": {
      const { order, day } = condition;
      const turns = order === "onOrBefore" || order === "after" ? "after" : "before";
      const bound = day.kind === "fact" ? referenceKey(day) : dayKey(day);
      return `${factsOf(condition, siblings)} ${turns} ${bound}`;
    }
    case "number": {
      const { left, right, order } = condition;
      const isBelow = order === "atLeast" || order === "lessThan";
      const bound =
        right.kind === "constant"
          ? String(isBelow ? right.value : right.value + 1)
          : `${isBelow ? "" : "above "}${describeNumber(right, on, describe)}`;
      return `${figuresIn(left).join("+")} from ${bound}`;
    }
  }
  return condition satisfies never;
}

/** The names of the facts that make up a number, with the year of their period; not what it is chosen by. */
export function figuresIn(number: NumberExpression): string[] {
  switch (number.kind) {
    case "constant":
      return [];
    case "parameter":
      return [number.parameter.id];
    case "fact":
      return [referenceKey(number)];
    case "ageBands":
      return ["age"];
    case "count":
      return [`count of ${number.relation}`];
    case "sum":
    case "product":
    case "least":
      return distinct(number.parts.flatMap(figuresIn));
    case "difference":
      return distinct([...figuresIn(number.from), ...figuresIn(number.less)]);
    case "proportion":
    case "bands":
    case "proRata":
      return figuresIn(number.of);
    case "choice":
      return distinct([...figuresIn(number.use), ...figuresIn(number.otherwise)]);
  }
  return number satisfies never;
}

function referenceKey({ name, period }: FactReference): string {
  if (period === undefined) return name;
  return `${name}@${period.kind === "monthBefore" ? "month" : period.years}`;
}

function dayKey(day: DayExpression): string {
  switch (day.kind) {
    case "judgedDay":
      return "today";
    case "day":
      return day.day;
    case "firstOfMonth":
      return `${day.years}${day.month === 1 ? " new year" : ""}`;
  }
  return day satisfies never;
}

type OfFact = Lasted<About> | DateComparison<About>;

function factsOf(condition: OfFact, siblings: readonly Condition[]): string {
  const names = [condition, ...siblings.filter((one) => isSameOfAnotherFact(one, condition))].map(
    (one) => (one.kind === condition.kind ? one.fact.name : ""),
  );
  return distinct(names).toSorted().join("|");
}

function isSameOfAnotherFact(one: Condition, condition: OfFact): one is OfFact {
  if (one.kind !== condition.kind) return false;
  return JSON.stringify({ ...one, fact: "" }) === JSON.stringify({ ...condition, fact: "" });
}

/** The other parts of the condition that joins this one. */
function siblingsOf(condition: Condition, above: readonly Place[]): readonly Condition[] {
  const parent = above.at(-1)?.node;
  if (parent?.kind !== "condition") return [];
  const { condition: joined } = parent;
  if (joined.kind !== "all" && joined.kind !== "any" && joined.kind !== "quorum") return [];
  return joined.parts.filter((part) => part !== condition);
}

const distinct = (texts: readonly string[]): string[] => [...new Set(texts)];
