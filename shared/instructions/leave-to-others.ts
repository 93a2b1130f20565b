import { occupyingCase } from "#shared/cases/occupying-case.ts";
import { advance } from "#shared/entitlements/advance.ts";
import { storeAdvanced } from "#shared/entitlements/store-advanced.ts";
import type { FulfilmentMatter } from "./load-fulfilment-matters.ts";

/**
 * The statements by which a payment that came back is left to the channel that has paid meanwhile: while it was under
 * way the two were in conflict, and now only one of them has paid.
 */
export async function leaveToOthers(
  db: D1Database,
  { returned, cases }: FulfilmentMatter,
  now: Date,
): Promise<D1PreparedStatement[]> {
  const moves = returned
    .filter(({ entitlement }) => occupyingCase(cases, entitlement) !== undefined)
    .map(async ({ entitlement }) =>
      advance(entitlement, {
        path: ["redirected"],
        event: "occupied-elsewhere",
        actor: "system:fulfil",
        at: now,
        set: { heldBecause: "ordinary-channel" },
      }),
    );
  return storeAdvanced(db, await Promise.all(moves));
}
