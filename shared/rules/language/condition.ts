import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { FactNameOfKind, FactNameThatMayBeNone, FactValue } from "#shared/facts/dictionary.ts";
import type { About } from "#shared/facts/fact-definition.ts";
import type { RelationName } from "#shared/facts/relations.ts";
import type { RoundingMode } from "#shared/money/proportion.ts";
import type { FactReference } from "./fact-reference.ts";
import type { Parameter } from "./parameter.ts";
import type { Share } from "./share.ts";

/**
 * A condition as data: judged, compiled, explained and searched for its facts. `S` is whom it is about, so that a
 * person's fact is refused in an organisation's rule; `about` is never filled, it only carries `S`.
 */
export type Condition<S extends About = About> =
  | Holds<S>
  | IsOneOf<S>
  | Absent<S>
  | NumberComparison<S>
  | DateComparison<S>
  | Lasted<S>
  | RatioAtMost<S>
  | Logic<S>
  | Quorum<S>
  | Related<S>
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

/** A number that does not exist meets no comparison. */
export interface NumberComparison<S extends About> {
  readonly kind: "number";
  readonly about?: S;
  readonly order: "atLeast" | "atMost" | "moreThan" | "lessThan";
  readonly left: NumberExpression<S>;
  readonly right: NumberExpression<S>;
}

/** The judged day, the first day of a month relative to its year, or a fixed day. */
export type DayExpression =
  | { readonly kind: "judgedDay" }
  | { readonly kind: "firstOfMonth"; readonly years: number; readonly month: number }
  | { readonly kind: "day"; readonly day: CivilDate };

/** The day of an event against another day, or against the day of another event. */
export interface DateComparison<S extends About> {
  readonly kind: "date";
  readonly about?: S;
  readonly order: "onOrBefore" | "onOrAfter" | "before" | "after";
  readonly fact: FactReference<FactNameOfKind<"date">>;
  readonly day: DayExpression | FactReference<FactNameOfKind<"date">>;
}

/** A duration by the calendar: what begins on the 31st ends on the last day of a shorter month. */
export interface Duration {
  readonly unit: "years" | "months" | "days";
  readonly count: number;
}

/**
 * Since the day of an event at least a duration has passed on a day: full years of age 周岁, months of unemployment.
 * It ends on the day of the same number, or the month's last: who was born on 29 February is of age on the 28th.
 */
export interface Lasted<S extends About> {
  readonly kind: "lasted";
  readonly about?: S;
  readonly fact: FactReference<FactNameOfKind<"date">>;
  readonly duration: Duration;
  readonly on: DayExpression;
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

/** At least so many of the parts hold. */
export interface Quorum<S extends About> {
  readonly kind: "quorum";
  readonly about?: S;
  readonly least: number;
  readonly parts: readonly Condition<S>[];
}

/** Of a subject's relatives of one kind some, or every one, meet a condition on their own facts. */
export interface Related<S extends About> {
  readonly kind: "related";
  readonly about?: S;
  readonly quantifier: "some" | "every";
  readonly relation: RelationName;
  readonly where: Condition;
}

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

/** One of two by a condition; unknown while the condition is. */
export interface Choice<S extends About, T> {
  readonly kind: "choice";
  readonly when: Condition<S>;
  readonly use: T;
  readonly otherwise: T;
}

/** An integer that a rule computes: people, fen. Integers only, so that every comparison is exact. */
export type NumberExpression<S extends About = About> =
  | Constant
  | ParameterNumber
  | FactNumber<S>
  | Sum<S>
  | Difference<S>
  | Product<S>
  | Least<S>
  | Count<S>
  | Proportion<S>
  | Bands<S>
  | AgeBands<S>
  | ProRata<S>
  | NumberChoice<S>;

export interface Constant {
  readonly kind: "constant";
  readonly value: number;
}

/** A parameter's value on the judged day. */
export interface ParameterNumber {
  readonly kind: "parameter";
  readonly parameter: Parameter<number>;
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

export interface Product<S extends About> {
  readonly kind: "product";
  readonly parts: readonly [NumberExpression<S>, NumberExpression<S>];
}

/** The least of several numbers: a sum and its cap. */
export interface Least<S extends About> {
  readonly kind: "least";
  readonly parts: readonly [NumberExpression<S>, NumberExpression<S>];
}

/** How many relatives meet a condition on their own facts. */
export interface Count<S extends About> {
  readonly kind: "count";
  readonly about?: S;
  readonly relation: RelationName;
  readonly where: Condition;
}

/** How a fraction of a fen is rounded, and by which clause. */
export interface Rounding {
  readonly mode: RoundingMode;
  readonly clause: string;
}

/** A share of a number that is not negative, rounded. */
export interface Proportion<S extends About> {
  readonly kind: "proportion";
  readonly of: NumberExpression<S>;
  readonly share: ShareExpression<S>;
  readonly rounding: Rounding;
}

/** Ascending; each holds from its number until the next. Below the first: nought. */
export type BandTable = readonly (readonly [from: number, value: number])[];

/** A number by the band that another number falls in. */
export interface Bands<S extends About> {
  readonly kind: "bands";
  readonly of: NumberExpression<S>;
  readonly bands: BandTable;
}

/** A number by full years of age on the judged day. */
export interface AgeBands<S extends About> {
  readonly kind: "ageBands";
  readonly about?: S;
  readonly fact: FactReference<"birthDate">;
  readonly bands: BandTable;
}

/**
 * The part of a number that falls to the days, or the months begun, of the judged day's month, quarter or year since
 * one event and until another, both days included. Who has no end register goes on.
 */
export interface ProRata<S extends About> {
  readonly kind: "proRata";
  readonly about?: S;
  readonly of: NumberExpression<S>;
  readonly per: "month" | "quarter" | "year";
  readonly by: "days" | "months";
  readonly since?: FactReference<FactNameOfKind<"date">>;
  readonly until?: FactReference<FactNameOfKind<"date">>;
  readonly rounding: Rounding;
}

interface NumberChoice<S extends About> extends Choice<S, NumberExpression<S>> {}

export type ShareExpression<S extends About = About> = Share | ParameterShare | ShareChoice<S>;

/** A parameter that is a share, on the judged day. */
export interface ParameterShare {
  readonly kind: "parameter";
  readonly parameter: Parameter<Share>;
}

interface ShareChoice<S extends About> extends Choice<S, ShareExpression<S>> {}
