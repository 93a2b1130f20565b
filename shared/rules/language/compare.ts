import type {
  AboutOf,
  FactNameOfKind,
  FactNameThatMayBeNone,
  ValueOf,
} from "#shared/facts/dictionary.ts";
import type { About } from "#shared/facts/fact-definition.ts";
import type {
  Absent,
  AgeAtLeast,
  Condition,
  DateComparison,
  DayExpression,
  Holds,
  IsOneOf,
  NumberComparison,
  NumberExpression,
} from "./condition.ts";
import { fact } from "./fact-reference.ts";
import { not } from "./logic.ts";
import { constant } from "./number.ts";

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

/** The number is `least` or more. */
export function atLeast<S extends About>(
  left: NumberExpression<S>,
  least: number,
): NumberComparison<S> {
  return { kind: "atLeast", left, right: constant(least) };
}

/** The number is `most` or less. */
export function atMost<S extends About>(
  left: NumberExpression<S>,
  most: number,
): NumberComparison<S> {
  return { kind: "atMost", left, right: constant(most) };
}

/** The day of an event is not after `day`. */
export function dateOnOrBefore<N extends DateFact>(
  name: N,
  day: DayExpression,
): DateComparison<AboutOf<N>> {
  return { kind: "onOrBefore", fact: fact<DateFact>(name), day };
}

/** The day of an event is not before `day`. */
export function dateOnOrAfter<N extends DateFact>(
  name: N,
  day: DayExpression,
): DateComparison<AboutOf<N>> {
  return { kind: "onOrAfter", fact: fact<DateFact>(name), day };
}

/** The day for which the rule is judged. */
export const judgedDay: DayExpression = { kind: "judgedDay" };

/** The first day of a month of the judged year (0), of last year (-1); month 13 is next January. */
export function firstOfMonth(month: number, years: number): DayExpression {
  return month > 12 ? firstOfMonth(month - 12, years + 1) : { kind: "firstOfMonth", years, month };
}

/** Full years of age, from the birthday itself. */
export function ageAtLeast(age: number): AgeAtLeast<"person"> {
  return { kind: "ageAtLeast", fact: fact("birthDate"), age };
}
