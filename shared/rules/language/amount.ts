import type { About } from "#shared/facts/fact-definition.ts";
import { fen, type Fen } from "#shared/money/fen.ts";
import type { FactReference } from "./fact-reference.ts";
import type { ShareExpression } from "./condition.ts";

/** What the benefit is worth. */
export type Amount<S extends About = About> =
  | FixedAmount
  | AmountByAge
  | ProportionOfFact<S>
  | NoAmount;

/** The same for everybody, each period. */
export interface FixedAmount {
  readonly kind: "fixed";
  readonly amountFen: Fen;
}

/** By full years of age on the judged day. */
export interface AmountByAge {
  readonly kind: "byAge";
  /** Ascending; each holds from its age until the next. */
  readonly bands: readonly (readonly [fromAge: number, amountFen: Fen])[];
}

/** A share of a sum that was paid. */
export interface ProportionOfFact<S extends About = About> {
  readonly kind: "proportion";
  readonly of: FactReference<"unemploymentPremiumPaidFen">;
  readonly share: ShareExpression<S>;
  readonly rounding: Rounding;
}

/** How a fraction of a fen is rounded, and by which clause. */
export interface Rounding {
  readonly mode: "half-up" | "down";
  readonly clause: string;
}

/** No money: what is granted, in words. It names the discount, never the class of person. */
export interface NoAmount {
  readonly kind: "none";
  readonly benefit: string;
}

export type ByAge = readonly (readonly [fromAge: number, amountFen: number])[];

/** Bands by age: [[65, 75_00], [70, 150_00]]. */
export function byAge(bands: ByAge): AmountByAge {
  return { kind: "byAge", bands: bands.map(([age, amountFen]) => [age, fen(amountFen)] as const) };
}

/** An amount of each month: in fen, or by age. */
export function perMonth(amount: number): FixedAmount;
export function perMonth(amount: AmountByAge): AmountByAge;
export function perMonth(amount: number | AmountByAge): FixedAmount | AmountByAge {
  return typeof amount === "number" ? { kind: "fixed", amountFen: fen(amount) } : amount;
}

/** A share of a sum in fen, e.g. 60% of the premiums of last year. */
export function proportionOf<S extends About>(
  share: ShareExpression<S>,
  of: ProportionOfFact["of"],
  rounding: Rounding,
): ProportionOfFact<S> {
  return { kind: "proportion", of, share, rounding };
}

/** A benefit that is no money, e.g. free entry. */
export function benefit(text: string): NoAmount {
  return { kind: "none", benefit: text };
}
