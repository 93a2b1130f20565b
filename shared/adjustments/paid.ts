import type { Adjusted } from "./load-adjusted.ts";

/** What has reached the subject of an entitlement, less what it has given back. */
export function paidOf({ entitlement, adjustments }: Adjusted): number {
  const own = entitlement.instructedFen ?? entitlement.amountFen ?? 0;
  return adjustments.reduce(
    (sum, one) =>
      sum + (one.kind === "supplement" && one.state === "paid" ? one.amountFen : 0) - one.repaidFen,
    own,
  );
}
