/** A share of a whole as a fraction of integers: 5.5% is 55/1000. */
export interface Share {
  readonly kind: "share";
  readonly numerator: number;
  readonly denominator: number;
}

/** A percentage written in decimals, taken exactly: percent("5.5"). Throws RangeError for another text. */
export function percent(text: string): Share {
  const [, whole, decimals = ""] = /^(\d{1,3})(?:\.(\d{1,6}))?$/.exec(text) ?? [];
  if (whole === undefined) throw new RangeError(`not a percentage: ${text}`);
  return {
    kind: "share",
    numerator: Number(`${whole}${decimals}`),
    denominator: 100 * 10 ** decimals.length,
  };
}
