import type { About } from "#shared/facts/fact-definition.ts";
import type { NumberExpression } from "./condition.ts";
import { expressionOf, type NumberLike } from "./number.ts";

/** What the benefit is worth. */
export type Amount<S extends About = About> = MoneyAmount<S> | NoAmount;

/** Fen for each period; one that comes to nought leaves nothing to grant. */
export interface MoneyAmount<S extends About = About> {
  readonly kind: "money";
  readonly per: "month" | "quarter" | "year" | "once";
  readonly amountFen: NumberExpression<S>;
}

/** No money: what is granted, in words. It names the discount, never the class of person. */
export interface NoAmount {
  readonly kind: "none";
  readonly benefit: string;
}

/** So much each month, in fen. */
export function perMonth(amountFen: number): MoneyAmount<never>;
export function perMonth<S extends About>(amountFen: NumberExpression<S>): MoneyAmount<S>;
export function perMonth<S extends About>(amountFen: NumberLike<S>): MoneyAmount<S> {
  return { kind: "money", per: "month", amountFen: expressionOf(amountFen) };
}

/** So much each quarter, in fen. */
export function perQuarter(amountFen: number): MoneyAmount<never>;
export function perQuarter<S extends About>(amountFen: NumberExpression<S>): MoneyAmount<S>;
export function perQuarter<S extends About>(amountFen: NumberLike<S>): MoneyAmount<S> {
  return { kind: "money", per: "quarter", amountFen: expressionOf(amountFen) };
}

/** So much each year, in fen. */
export function perYear(amountFen: number): MoneyAmount<never>;
export function perYear<S extends About>(amountFen: NumberExpression<S>): MoneyAmount<S>;
export function perYear<S extends About>(amountFen: NumberLike<S>): MoneyAmount<S> {
  return { kind: "money", per: "year", amountFen: expressionOf(amountFen) };
}

/** So much once and never again, in fen. */
export function once(amountFen: number): MoneyAmount<never>;
export function once<S extends About>(amountFen: NumberExpression<S>): MoneyAmount<S>;
export function once<S extends About>(amountFen: NumberLike<S>): MoneyAmount<S> {
  return { kind: "money", per: "once", amountFen: expressionOf(amountFen) };
}

/** A benefit that is no money, e.g. free entry. */
export function benefit(text: string): NoAmount {
  return { kind: "none", benefit: text };
}
