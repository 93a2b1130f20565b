import type { FactValue } from "#shared/facts/dictionary.ts";

/**
 * A value as an SQL literal. Rules hold the values, so nothing is bound: a bound number would be a REAL and make every
 * product and quotient one. Throws RangeError for a number that is no safe integer.
 */
export function literal(value: FactValue): string {
  if (typeof value === "string") return `'${value.replaceAll("'", "''")}'`;
  if (typeof value === "boolean") return value ? "1" : "0";
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole number: ${value}`);
  return String(value);
}
