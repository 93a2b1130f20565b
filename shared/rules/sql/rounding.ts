import type { Rounding } from "#shared/rules/language/condition.ts";
import { requireInt64, type NumberInSql } from "./number-in-sql.ts";

/** A multiplier: a share's numerator, or a value between nought and a bound. */
export interface Factor {
  readonly sql: string;
  readonly most: bigint;
}

/**
 * value × factor ÷ divisor as an integer, halves away from nought or cut towards it. The whole quotient and the
 * remainder are multiplied apart, so that no product on the way is larger than the result or divisor × factor; SQLite
 * would go on with a REAL where a product leaves 64 bits.
 *
 * @param value a name or a literal, for it stands in the text several times; of `range`, whatever it is
 */
export function scaledInSql(
  value: string,
  range: Pick<NumberInSql, "least" | "most" | "facts">,
  factor: Factor,
  divisor: bigint,
  mode: Rounding["mode"],
): string {
  requireInt64(0n, 2n * divisor * factor.most + divisor, range.facts);
  const { least, most } = scaledRange(range, factor, divisor);
  requireInt64(least, most, range.facts);
  const scaled = (magnitude: string): string => {
    const rest = `${magnitude} % ${divisor} * ${factor.sql}`;
    const rounded =
      mode === "down" ? `(${rest}) / ${divisor}` : `(2 * (${rest}) + ${divisor}) / ${2n * divisor}`;
    return `(${magnitude} / ${divisor} * ${factor.sql} + ${rounded})`;
  };
  if (range.least >= 0n) return scaled(value);
  // Unknown goes the second way and stays unknown.
  return `CASE WHEN ${value} < 0 THEN -${scaled(`(0 - ${value})`)} ELSE ${scaled(value)} END`;
}

/** Between what the scaled number can be, at least and at most. */
export function scaledRange(
  { least, most }: Pick<NumberInSql, "least" | "most">,
  { most: factor }: Factor,
  divisor: bigint,
): { least: bigint; most: bigint } {
  const outwards = (bound: bigint): bigint => {
    const scaled = (bound * factor) / divisor;
    return bound < 0n ? scaled - 1n : scaled + 1n;
  };
  return { least: least < 0n ? outwards(least) : 0n, most: most > 0n ? outwards(most) : 0n };
}
