import { civilDate } from "#shared/calendar/civil-date.ts";
import type {
  AboutOf,
  FactNameOfKind,
  FactNameThatMayBeNone,
  ValueOf,
} from "#shared/facts/dictionary.ts";
import type { About } from "#shared/facts/fact-definition.ts";
import type {
  Absent,
  Condition,
  DateComparison,
  DayExpression,
  Duration,
  Holds,
  IsOneOf,
  Lasted,
  NumberComparison,
  NumberExpression,
  Quorum,
} from "./condition.ts";
import { fact } from "./fact-reference.ts";
import { all, not } from "./logic.ts";
import { expressionOf, type NumberLike } from "./number.ts";

type BooleanFact = FactNameOfKind<"boolean">;
type DateFact = FactNameOfKind<"date">;
type ListedFact = FactNameOfKind<"boolean" | "choice" | "district" | "code">;
/** Of numbers and days a register can say that there is none; a choice has a value "none" for that. */
type AbsentFact = Extract<FactNameThatMayBeNone, FactNameOfKind<"integer" | "date">>;

/** A boolean fact is true. */
export function holds<N extends BooleanFact>(name: N): Holds<AboutOf<N>> {
  return { kind: "holds", fact: fact<BooleanFact>(name) };
}

/** A fact has this value. */
export function is<N extends ListedFact>(name: N, value: ValueOf<N>): IsOneOf<AboutOf<N>> {
  return isOneOf(name, [value]);
}

/** A fact has one of these values. */
export function isOneOf<N extends ListedFact>(
  name: N,
  [first, ...others]: readonly [ValueOf<N>, ...ValueOf<N>[]],
): IsOneOf<AboutOf<N>> {
  return { kind: "isOneOf", fact: fact<ListedFact>(name), values: [first, ...others] };
}

/** The register, complete, does not list the subject. */
export function absent<N extends AbsentFact>(name: N): Absent<AboutOf<N>> {
  return { kind: "absent", fact: fact<AbsentFact>(name) };
}

/** The register lists the subject, with whatever value. */
export function present<N extends AbsentFact>(name: N): Condition<AboutOf<N>> {
  return not(absent(name));
}

/** The number is `least` or more; or at least so many of several conditions hold: atLeast(2, a, b, c). */
export function atLeast<S extends About>(
  left: NumberExpression<S>,
  least: NumberLike<NoInfer<S>>,
): NumberComparison<S>;
export function atLeast<S extends About>(
  least: number,
  first: Condition<S>,
  ...others: readonly Condition<NoInfer<S>>[]
): Quorum<S>;
export function atLeast<S extends About>(
  left: NumberExpression<S> | number,
  second: NumberLike<S> | Condition<S>,
  ...others: readonly Condition<S>[]
): NumberComparison<S> | Quorum<S> {
  if (typeof left === "number")
    return { kind: "quorum", least: left, parts: [second as Condition<S>, ...others] };
  return compare(left, "atLeast", second as NumberLike<S>);
}

/** The number is `most` or less. */
export function atMost<S extends About>(
  left: NumberExpression<S>,
  most: NumberLike<NoInfer<S>>,
): NumberComparison<S> {
  return compare(left, "atMost", most);
}

/** The number is more than `bound`. */
export function moreThan<S extends About>(
  left: NumberExpression<S>,
  bound: NumberLike<NoInfer<S>>,
): NumberComparison<S> {
  return compare(left, "moreThan", bound);
}

/** The number is less than `bound`. */
export function lessThan<S extends About>(
  left: NumberExpression<S>,
  bound: NumberLike<NoInfer<S>>,
): NumberComparison<S> {
  return compare(left, "lessThan", bound);
}

function compare<S extends About>(
  left: NumberExpression<S>,
  order: NumberComparison<S>["order"],
  right: NumberLike<S>,
): NumberComparison<S> {
  return { kind: "number", order, left, right: expressionOf(right) };
}

/** A day to compare with: an expression, a fixed day as text, or the day of another event. */
type DayLike<N extends DateFact> =
  | DayExpression
  | string
  | { readonly dayOf: DateFactAbout<AboutOf<N>> };
type DateFactAbout<S extends About> = {
  [N in DateFact]: AboutOf<N> extends S ? N : never;
}[DateFact];

/** The day of an event is not after `day`. */
export function dateOnOrBefore<N extends DateFact>(
  name: N,
  day: DayLike<N>,
): DateComparison<AboutOf<N>> {
  return compareDay(name, "onOrBefore", day);
}

/** The day of an event is not before `day`. */
export function dateOnOrAfter<N extends DateFact>(
  name: N,
  day: DayLike<N>,
): DateComparison<AboutOf<N>> {
  return compareDay(name, "onOrAfter", day);
}

/** The day of an event is before `day`. */
export function dateBefore<N extends DateFact>(
  name: N,
  day: DayLike<N>,
): DateComparison<AboutOf<N>> {
  return compareDay(name, "before", day);
}

/** The day of an event is after `day`. */
export function dateAfter<N extends DateFact>(
  name: N,
  day: DayLike<N>,
): DateComparison<AboutOf<N>> {
  return compareDay(name, "after", day);
}

function compareDay<N extends DateFact>(
  name: N,
  order: DateComparison<AboutOf<N>>["order"],
  day: DayLike<N>,
): DateComparison<AboutOf<N>> {
  return { kind: "date", order, fact: fact<DateFact>(name), day: dayOrFact(day) };
}

function dayOrFact(
  day: DayExpression | string | { readonly dayOf: DateFact },
): DateComparison<About>["day"] {
  if (typeof day === "string") return { kind: "day", day: civilDate(day) };
  return "dayOf" in day ? fact<DateFact>(day.dayOf) : day;
}

/** The day for which the rule is judged. */
export const judgedDay: DayExpression = { kind: "judgedDay" };

/** The first day of a month of the judged year (0), of last year (-1); month 13 is next January. */
export function firstOfMonth(month: number, years: number): DayExpression {
  return month > 12 ? firstOfMonth(month - 12, years + 1) : { kind: "firstOfMonth", years, month };
}

/** Full years of age 周岁, from the birthday itself. */
export function ageAtLeast(age: number, on: DayExpression = judgedDay): Lasted<"person"> {
  return lasted("birthDate", { unit: "years", count: age }, on);
}

/** 未满: born, and not yet of that age. */
export function ageBelow(age: number, on: DayExpression = judgedDay): Condition<"person"> {
  return not(ageAtLeast(age, on));
}

/** Since the day of an event at least a duration has passed. */
export function lasted<N extends DateFact>(
  name: N,
  duration: Duration,
  on: DayExpression = judgedDay,
): Lasted<AboutOf<N>> {
  return { kind: "lasted", fact: fact<DateFact>(name), duration, on };
}

/** The event has happened, and less than a duration has passed since. */
export function within<N extends DateFact>(name: N, duration: Duration): Condition<AboutOf<N>> {
  return all<AboutOf<N>>(dateOnOrBefore(name, judgedDay), not(lasted(name, duration)));
}

export const years = (count: number): Duration => ({ unit: "years", count });
export const months = (count: number): Duration => ({ unit: "months", count });
export const days = (count: number): Duration => ({ unit: "days", count });
