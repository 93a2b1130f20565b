import type { FactNameOfKind } from "#shared/facts/dictionary.ts";
import type { About } from "#shared/facts/fact-definition.ts";
import type { AboutOfRelation, OtherOf, RelationName } from "#shared/facts/relations.ts";
import type {
  AgeBands,
  Bands,
  BandTable,
  Condition,
  Constant,
  Count,
  Difference,
  Least,
  NumberExpression,
  ParameterNumber,
  ParameterShare,
  Product,
  Proportion,
  ProRata,
  Rounding,
  ShareExpression,
  Sum,
} from "./condition.ts";
import { fact, type FactReference } from "./fact-reference.ts";
import type { Parameter } from "./parameter.ts";
import type { Share } from "./share.ts";

/** A number as a rule writes it: a literal, or an expression. */
export type NumberLike<S extends About> = number | NumberExpression<S>;

export function expressionOf<S extends About>(number: NumberLike<S>): NumberExpression<S> {
  return typeof number === "number" ? constant(number) : number;
}

export function constant(value: number): Constant {
  return { kind: "constant", value };
}

/** A parameter's value on the judged day; on a day without one the rule cannot be judged. */
export function valueOf(parameter: Parameter<number>): ParameterNumber {
  return { kind: "parameter", parameter };
}

/** A parameter that is a share: the unemployment target. */
export function shareOf(parameter: Parameter<Share>): ParameterShare {
  return { kind: "parameter", parameter };
}

export function sum<S extends About>(...parts: readonly NumberExpression<S>[]): Sum<S> {
  return { kind: "sum", parts };
}

export function difference<S extends About>(
  from: NumberExpression<S>,
  less: NumberExpression<NoInfer<S>>,
): Difference<S> {
  return { kind: "difference", from, less };
}

/** A number so many times: 600 yuan a head, the minimum living allowance three times. */
export function times<S extends About>(often: NumberLike<S>, of: NumberLike<S>): Product<S> {
  return { kind: "product", parts: [expressionOf(often), expressionOf(of)] };
}

/** So much a head, in fen. */
export function perHead<S extends About>(
  amountFen: number,
  heads: NumberExpression<S>,
): Product<S> {
  return times(amountFen, heads);
}

/** A number, but never more than a cap. */
export function capped<S extends About>(
  number: NumberExpression<S>,
  most: NumberLike<S>,
): Least<S> {
  return { kind: "least", parts: [number, expressionOf(most)] };
}

/** How many children, employees, … meet a condition on their own facts. */
export function count<R extends RelationName>(
  relation: R,
  where: Condition<OtherOf<R>>,
): Count<AboutOfRelation<R>> {
  return { kind: "count", relation, where };
}

/** A share of a sum, e.g. 60% of last year's premiums. */
export function proportionOf<S extends About>(
  share: ShareExpression<NoInfer<S>>,
  of: NumberExpression<S>,
  rounding: Rounding,
): Proportion<S> {
  return { kind: "proportion", of, share, rounding };
}

/** By bands of a number: [[1, 500_00], [30, 400_00]]; below the first there is nothing. */
export function byBands<S extends About>(of: NumberExpression<S>, bands: BandTable): Bands<S> {
  return { kind: "bands", of, bands };
}

/** By full years of age: [[65, 75_00], [70, 150_00]]; below the first there is nothing. */
export function byAge(bands: BandTable): AgeBands<"person"> {
  return { kind: "ageBands", fact: fact("birthDate"), bands };
}

/** The part of a number for the days or months of the period since and until two events. */
export function proRata<S extends About>(
  of: NumberLike<S>,
  part: Omit<ProRata<S>, "kind" | "about" | "of" | "since" | "until"> & {
    readonly since?: FactReference<FactNameOfKind<"date">> & { readonly about?: S };
    readonly until?: FactReference<FactNameOfKind<"date">> & { readonly about?: S };
  },
): ProRata<S> {
  return { kind: "proRata", of: expressionOf(of), ...part };
}
