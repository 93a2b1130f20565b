import {
  addMonths,
  firstOfMonth,
  firstOfNextMonth,
  monthOf,
  newYearAfter,
  yearOf,
  type CivilDate,
} from "#shared/calendar/civil-date.ts";
import {
  definitionOf,
  type AboutOf,
  type FactName,
  type FactNameByPeriod,
} from "#shared/facts/dictionary.ts";
import { factKey } from "#shared/facts/fact-name.ts";

/** A month, `years` away from the year of the judged day. */
export interface RelativeMonth {
  readonly kind: "month";
  readonly years: number;
  /** 1 to 12 */
  readonly month: number;
}

/** A year, `years` away from the year of the judged day. */
export interface RelativeYear {
  readonly kind: "year";
  readonly years: number;
}

/** A month, so many before the judged day's: 1 is the month before, 0 the judged day's own. */
export interface MonthBefore {
  readonly kind: "monthBefore";
  readonly months: number;
}

export type RelativePeriod = RelativeMonth | RelativeYear | MonthBefore;

/** A fact that a rule names. `about` is never filled: it tells the types whose rules may name the fact. */
export interface FactReference<N extends FactName = FactName> {
  readonly kind: "fact";
  readonly about?: AboutOf<N>;
  readonly name: N;
  readonly period?: RelativePeriod;
}

/** A month of the judged year (0), of last year (-1), of the year before (-2). */
export function monthOfYear(month: number, years: number): RelativeMonth {
  return { kind: "month", years, month };
}

/** December of last year (-1), of the year before last (-2). */
export function decemberOf(years: number): RelativeMonth {
  return monthOfYear(12, years);
}

/** The judged day's month (0), the month before it (1), the one before that (2). */
export function monthBefore(months: number): MonthBefore {
  return { kind: "monthBefore", months };
}

/** The year before the judged day's. */
export const lastYear: RelativeYear = { kind: "year", years: -1 };

type PeriodOf<N extends FactName> =
  N extends FactNameByPeriod<"month">
    ? [period: RelativeMonth | MonthBefore]
    : N extends FactNameByPeriod<"year">
      ? [period: RelativeYear]
      : [];

/** Names a fact; one that exists once a month or year needs its period. */
export function fact<N extends FactName>(name: N, ...[period]: PeriodOf<N>): FactReference<N> {
  return period === undefined ? { kind: "fact", name } : { kind: "fact", name, period };
}

/** The fact's name on the judged day, e.g. "insuredHeadcount@2023-12" on any day of 2024. */
export function keyOn(reference: FactReference, on: CivilDate): string {
  return factKey(reference.name, periodOn(reference, on));
}

/** The period that the reference means on the judged day: "2023-12", "2023". */
export function periodOn(reference: FactReference, on: CivilDate): string | undefined {
  const { period } = reference;
  if (period === undefined) return undefined;
  if (period.kind === "monthBefore") return monthOf(addMonths(firstOfMonth(on), -period.months));
  const year = String(yearOf(on) + period.years);
  return period.kind === "year" ? year : `${year}-${String(period.month).padStart(2, "0")}`;
}

/** The first day after `on` on which the same words mean another period. */
export function periodChangesOn({ period }: FactReference, on: CivilDate): CivilDate | undefined {
  if (period === undefined) return undefined;
  return period.kind === "monthBefore" ? firstOfNextMonth(on) : newYearAfter(on);
}

/** The fact's Chinese name with its period in words: "上年12月参保人数". */
export function relativeLabel(reference: FactReference): string {
  const { label } = definitionOf(reference.name);
  const { period } = reference;
  if (period === undefined) return label;
  if (period.kind === "monthBefore") return `${monthInWords(period.months)}${label}`;
  return `${yearInWords(period.years)}${period.kind === "month" ? `${period.month}月` : ""}${label}`;
}

function monthInWords(months: number): string {
  if (months === 0) return "当月";
  return months === 1 ? "上月" : `${months}个月前`;
}

function yearInWords(years: number): string {
  if (years === 0) return "当年";
  if (years === -1) return "上年";
  if (years === -2) return "前年";
  return years < 0 ? `${-years}年前` : `${years}年后`;
}
