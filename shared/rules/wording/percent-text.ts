import type { Share } from "#shared/rules/language/share.ts";

/** A share as people read it: "5.5%". */
export function shareText({ numerator, denominator }: Share): string {
  return percentText(BigInt(numerator), BigInt(denominator));
}

/**
 * dividend ÷ divisor in percent, cut (not rounded) after four decimals: "5.5%"; 约 stands before what was cut, so that
 * 5.50004% does not read as if it met a limit of 5.5%. The dividend is not negative, the divisor positive.
 */
export function percentText(dividend: bigint, divisor: bigint): string {
  const scaled = dividend * 1_000_000n;
  const units = scaled / divisor;
  const decimals = String(units % 10_000n)
    .padStart(4, "0")
    .replace(/0+$/, "");
  const text = `${units / 10_000n}${decimals === "" ? "" : `.${decimals}`}%`;
  return scaled % divisor === 0n ? text : `约${text}`;
}
