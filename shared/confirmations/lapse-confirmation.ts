import { rowsOf } from "#shared/db/statement.ts";
import { advance } from "#shared/entitlements/advance.ts";
import { storeAdvanced } from "#shared/entitlements/store-advanced.ts";
import { fromStored, type StoredEntitlement } from "#shared/entitlements/stored-entitlement.ts";
import type { Confirmation } from "./confirmation.ts";
import { guardMark, isGuardError, selectCovered, selectMark } from "./covered-entitlements.ts";
import { selectConfirmation } from "./find-confirmation.ts";
import { storeConfirmation } from "./store-confirmation.ts";

/**
 * Lets an open offer lapse, and with it the entitlements that wait for its answer.
 *
 * @returns false when something changed meanwhile: look again
 */
export async function lapseConfirmation(
  db: D1Database,
  confirmation: Confirmation,
  now: Date,
): Promise<boolean> {
  const [presentRows, coveredRows, markRows] = await db.batch([
    selectConfirmation(db, confirmation),
    selectCovered(db, confirmation),
    selectMark(db, confirmation.subjectKey),
  ]);
  // Decided between the caller's look and this one: the mark read now would not tell.
  if (rowsOf<Confirmation>(presentRows)[0]?.version !== confirmation.version) return false;
  const waiting = rowsOf<StoredEntitlement>(coveredRows)
    .map(fromStored)
    .filter((one) => one.state === "awaiting-confirmation");
  const moves = await Promise.all(
    waiting.map(async (one) =>
      advance(one, { path: ["lapsed"], event: "deadline-passed", actor: "system:sweep", at: now }),
    ),
  );
  try {
    await db.batch([
      guardMark(db, confirmation.subjectKey, rowsOf<{ mark: number }>(markRows)[0]?.mark ?? 0),
      storeConfirmation(db, {
        ...confirmation,
        state: "lapsed",
        version: confirmation.version + 1,
      }),
      ...storeAdvanced(db, moves),
    ]);
    return true;
  } catch (error) {
    if (isGuardError(error)) return false;
    throw error;
  }
}
