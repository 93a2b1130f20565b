import type { Adjustment } from "#shared/adjustments/adjustment.ts";
import { settle } from "#shared/adjustments/settle.ts";
import type { Entitlement } from "#shared/entitlements/entitlement.ts";
import { type Fen, fen } from "#shared/money/fen.ts";

/**
 * Of a payment that was said to have come back, and had arrived after all, less has arrived than is due of its periods:
 * what had been set off against it is owed again since. It is paid as a supplement.
 *
 * @param keptFen what had been set off
 * @returns what was paid of each by its id, and the adjustments that are new or have changed
 */
export async function payTheRest(
  entitlements: readonly Entitlement[],
  adjustments: readonly Adjustment[],
  keptFen: number,
  now: Date,
): Promise<{
  readonly instructedFen: ReadonlyMap<string, Fen>;
  readonly adjustments: readonly Adjustment[];
}> {
  const instructedFen = new Map<string, Fen>();
  const changed: Adjustment[] = [];
  let left = keptFen;
  for (const entitlement of entitlements) {
    const { id } = entitlement;
    const toldFen = entitlement.instructedFen ?? entitlement.amountFen ?? 0;
    const cut = Math.min(left, toldFen);
    if (cut <= 0) continue;
    left -= cut;
    instructedFen.set(id, fen(toldFen - cut));
    const own = adjustments.filter((one) => one.entitlement === id);
    const paid = { ...entitlement, state: "fulfilled", instructedFen: fen(toldFen - cut) } as const;
    // Each takes what those before it have left.
    // oxlint-disable-next-line no-await-in-loop
    changed.push(...(await settle(paid, own, "facts", now)).changed);
  }
  return { instructedFen, adjustments: changed };
}
