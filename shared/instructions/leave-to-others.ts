import { cameBack, conflictSettledTask } from "#shared/cases/conflict.ts";
import { occupyingCase } from "#shared/cases/occupying-case.ts";
import { advance } from "#shared/entitlements/advance.ts";
import { storeAdvanced } from "#shared/entitlements/store-advanced.ts";
import { storeTasks } from "#shared/outbox/store-tasks.ts";
import type { FulfilmentMatter } from "./load-fulfilment-matters.ts";

/**
 * The statements by which a payment that came back is left to the channel that has paid meanwhile: while it was under
 * way the two were in conflict, and now only one of them has paid.
 */
export async function leaveToOthers(
  db: D1Database,
  { returned, cases }: Pick<FulfilmentMatter, "returned" | "cases">,
  now: Date,
): Promise<D1PreparedStatement[]> {
  const left = returned.flatMap(({ entitlement }) => {
    const by = occupyingCase(cases, entitlement);
    return by === undefined ? [] : [{ entitlement, by }];
  });
  if (left.length === 0) return [];
  const moves = left.map(async ({ entitlement }) =>
    advance(entitlement, {
      path: ["redirected"],
      event: "occupied-elsewhere",
      actor: "system:fulfil",
      at: now,
      set: { heldBecause: "ordinary-channel" },
    }),
  );
  const settled = left.map(({ entitlement, by }) =>
    conflictSettledTask(entitlement, by, cameBack, now),
  );
  return [...storeAdvanced(db, await Promise.all(moves)), storeTasks(db, settled)];
}
