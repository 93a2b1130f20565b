import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { FactNameOfKind, FactNameThatMayBeNone, FactValue } from "#shared/facts/dictionary.ts";
import type { About } from "#shared/facts/fact-definition.ts";
import type { FactReference } from "./fact-reference.ts";

/**
 * A condition as data: it can be judged, explained, searched for its facts and, later, compiled to SQL. `S` is whom it
 * is about, so that a person's fact is refused in an organisation's rule; `about` is never filled, it only carries `S`.
 */
export type Condition<S extends About = About> =
  | Holds<S>
  | IsOneOf<S>
  | Absent<S>
  | NumberComparison<S>
  | DateComparison<S>
  | AgeAtLeast<S>
  | RatioAtMost<S>
  | Logic<S>
  | Cases<S>
  | Worded<S>;

/** A boolean fact is true. */
export interface Holds<S extends About> {
  readonly kind: "holds";
  readonly about?: S;
  readonly fact: FactReference<FactNameOfKind<"boolean">>;
}

/** A fact has one of the listed values (at least one). */
export interface IsOneOf<S extends About> {
  readonly kind: "isOneOf";
  readonly about?: S;
  readonly fact: FactReference;
  readonly values: readonly [FactValue, ...FactValue[]];
}

/** The complete register does not list the subject. */
export interface Absent<S extends About> {
  readonly kind: "absent";
  readonly about?: S;
  readonly fact: FactReference<FactNameThatMayBeNone>;
}

export interface NumberComparison<S extends About> {
  readonly kind: "atLeast" | "atMost";
  readonly about?: S;
  readonly left: NumberExpression<S>;
  readonly right: NumberExpression<S>;
}

/** The judged day, the first day of a month relative to its year, or a fixed day. */
export type DayExpression =
  | { readonly kind: "judgedDay" }
  | { readonly kind: "firstOfMonth"; readonly years: number; readonly month: number }
  | { readonly kind: "day"; readonly day: CivilDate };

export interface DateComparison<S extends About> {
  readonly kind: "onOrBefore" | "onOrAfter";
  readonly about?: S;
  readonly fact: FactReference<FactNameOfKind<"date">>;
  readonly day: DayExpression;
}

/** Full years of age 周岁 on the judged day, from the birthday itself. */
export interface AgeAtLeast<S extends About> {
  readonly kind: "ageAtLeast";
  readonly about?: S;
  readonly fact: FactReference<"birthDate">;
  readonly age: number;
}

/** dividend ÷ divisor ≤ limit, exactly. A divisor of nought or less meets no limit. */
export interface RatioAtMost<S extends About> {
  readonly kind: "ratioAtMost";
  readonly about?: S;
  /** What the ratio is called, e.g. 裁员率. */
  readonly name: string;
  readonly dividend: NumberExpression<S>;
  readonly divisor: NumberExpression<S>;
  readonly limit: ShareExpression<S>;
}

export type Logic<S extends About> =
  | { readonly kind: "all" | "any"; readonly about?: S; readonly parts: readonly Condition<S>[] }
  | { readonly kind: "not"; readonly about?: S; readonly part: Condition<S> };

export interface Case<S extends About> {
  readonly when: Condition<S>;
  readonly demand: Condition<S>;
}

/** Each case that applies must hold, as far as is known: see `cases`. */
export interface Cases<S extends About> {
  readonly kind: "cases";
  readonly about?: S;
  readonly cases: readonly Case<S>[];
}

/** A condition with words of its own: see `worded`. */
export interface Worded<S extends About> {
  readonly kind: "worded";
  readonly about?: S;
  readonly words: Words;
  readonly part: Condition<S>;
}

/**
 * How a condition is said to a citizen. `{fact}` stands for the fact's value, e.g. "户籍在本市（{hukouDistrict}）".
 * Without `met` or `unmet` the parts speak for themselves; an empty text says nothing.
 */
export interface Words {
  /** The clause as the policy says it. */
  readonly clause: string;
  /** Follows 您 or 贵单位, when met. */
  readonly met?: string;
  /** Follows 您 or 贵单位, when unmet. */
  readonly unmet?: string;
}

/** An integer that a rule computes. Integers only, so that every comparison is exact. */
export type NumberExpression<S extends About = About> =
  | Constant
  | FactNumber<S>
  | Sum<S>
  | Difference<S>
  | NumberChoice<S>;

export interface Constant {
  readonly kind: "constant";
  readonly value: number;
}

/** An integer fact. A fact that the register says does not exist makes the whole number "none". */
interface FactNumber<S extends About> extends FactReference<FactNameOfKind<"integer">> {
  readonly about?: S;
}

export interface Sum<S extends About> {
  readonly kind: "sum";
  readonly parts: readonly NumberExpression<S>[];
}

export interface Difference<S extends About> {
  readonly kind: "difference";
  readonly from: NumberExpression<S>;
  readonly less: NumberExpression<S>;
}

/** One of two numbers by a condition; unknown while the condition is. */
export interface NumberChoice<S extends About> {
  readonly kind: "choice";
  readonly when: Condition<S>;
  readonly use: NumberExpression<S>;
  readonly otherwise: NumberExpression<S>;
}

/** A share of a whole as a fraction of integers: 5.5% is 55/1000. */
export interface Share {
  readonly kind: "share";
  readonly numerator: number;
  readonly denominator: number;
}

/** One of two shares by a condition (two tiers); unknown while the condition is. */
export interface ShareChoice<S extends About> {
  readonly kind: "share-choice";
  readonly when: Condition<S>;
  readonly use: ShareExpression<S>;
  readonly otherwise: ShareExpression<S>;
}

export type ShareExpression<S extends About = About> = Share | ShareChoice<S>;
