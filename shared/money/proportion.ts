/** How a fraction of a fen is rounded: 四舍五入, or cut off. Both round the magnitude. */
export type RoundingMode = "half-up" | "down";

/**
 * whole × numerator ÷ denominator as an integer, exact until the one rounding at the end, so that the proportion of an
 * amount taken back is the exact opposite of what was given. Throws RangeError when the numerator is negative, the
 * denominator is not positive, one of them is not a safe integer, or the result leaves the safe integers.
 */
export function proportionOf(
  whole: number,
  numerator: number,
  denominator: number,
  mode: RoundingMode,
): number {
  if (!Number.isSafeInteger(numerator) || numerator < 0)
    throw new RangeError(`not a numerator: ${numerator}`);
  if (!Number.isSafeInteger(denominator) || denominator <= 0)
    throw new RangeError(`not a denominator: ${denominator}`);
  const product = whole * numerator;
  if (product >= 0 && Number.isSafeInteger(2 * product + denominator)) {
    const rest = product % denominator;
    const cut = (product - rest) / denominator;
    return mode === "half-up" && 2 * rest >= denominator ? cut + 1 : cut;
  }
  const exact = Number(quotient(BigInt(whole) * BigInt(numerator), BigInt(denominator), mode));
  if (!Number.isSafeInteger(exact))
    throw new RangeError("the proportion is too large for an exact number");
  return exact;
}

/** dividend ÷ divisor as an integer of any size. The divisor is positive. */
export function quotient(dividend: bigint, divisor: bigint, mode: RoundingMode): bigint {
  if (dividend < 0n) return -quotient(-dividend, divisor, mode);
  return mode === "down" ? dividend / divisor : (2n * dividend + divisor) / (2n * divisor);
}
