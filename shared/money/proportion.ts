import { fen, type Fen } from "./fen.ts";

/**
 * amount × numerator ÷ denominator in whole fen, exact until the one rounding at the end.
 * "half-up" is 四舍五入, "down" drops the fraction; both round the magnitude, so the proportion of
 * an amount taken back is the exact opposite of what was given.
 * Throws RangeError when the numerator is negative, the denominator is not positive, one of them
 * is not a safe integer, or the result leaves the safe integers.
 */
export function proportionOf(
  amount: Fen,
  numerator: number,
  denominator: number,
  rounding: "half-up" | "down",
): Fen {
  if (!Number.isSafeInteger(numerator) || numerator < 0) {
    throw new RangeError(`not a numerator: ${numerator}`);
  }
  if (!Number.isSafeInteger(denominator) || denominator <= 0) {
    throw new RangeError(`not a denominator: ${denominator}`);
  }
  const divisor = BigInt(denominator);
  const product = BigInt(Math.abs(amount)) * BigInt(numerator);
  const roundsUp = rounding === "half-up" && (product % divisor) * 2n >= divisor;
  const magnitude = product / divisor + (roundsUp ? 1n : 0n);
  return fen(Number(amount < 0 ? -magnitude : magnitude));
}
