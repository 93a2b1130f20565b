import type { About } from "#shared/facts/fact-definition.ts";
import type { Condition, Share, ShareChoice, ShareExpression } from "./condition.ts";

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

/** A share that differs by a condition. */
export function tiered<S extends About>(tiers: {
  readonly when: Condition<S>;
  readonly use: ShareExpression<S>;
  readonly otherwise: ShareExpression<S>;
}): ShareChoice<S> {
  return { kind: "share-choice", ...tiers };
}
