import type { Entitlement } from "#shared/entitlements/entitlement.ts";
import { type EntitlementState, instructed } from "#shared/entitlements/states.ts";
import { type Adjustment, adjustmentId, type Ground } from "./adjustment.ts";
import { type Position, settleDifference } from "./settle-difference.ts";

export interface Settled {
  /** Those of the entitlement, by number. */
  readonly adjustments: readonly Adjustment[];
  /** Those of them that are new or have changed. */
  readonly changed: readonly Adjustment[];
}

/**
 * Brings the adjustments of an entitlement into line with what it comes to now.
 *
 * @param entitlement as it will be stored
 * @param adjustments its own
 */
export async function settle(
  entitlement: Entitlement,
  adjustments: readonly Adjustment[],
  ground: Ground,
  now: Date,
): Promise<Settled> {
  const position = positionOf(entitlement, adjustments);
  if (position === undefined) return { adjustments, changed: [] };
  const { id, subjectKey, policy, period } = entitlement;
  const number = Math.max(0, ...adjustments.map((one) => one.number)) + 1;
  const freshId = await adjustmentId(id, number);
  const changed = settleDifference(position, ({ kind, amountFen }) => ({
    subjectKey,
    policy,
    period,
    number,
    id: freshId,
    entitlement: id,
    kind,
    state: kind === "supplement" ? "due" : "found",
    amountFen,
    dueFen: position.dueFen,
    repaidFen: 0,
    ground,
    foundAt: now.getTime(),
    heldBecause: null,
    instruction: null,
    attempts: 0,
    proposal: null,
    proposedBy: null,
    proposedAt: null,
    announcedAt: null,
    opinion: null,
    heardAt: null,
    decidedBy: null,
    decidedAt: null,
    reason: null,
    dueOn: null,
    instalments: "[]",
    letters: "[]",
  }));
  const merged = new Map([...adjustments, ...changed].map((one) => [one.number, one]));
  return { adjustments: [...merged.values()], changed };
}

/** Undefined for what is no money. */
function positionOf(
  { state, amountFen, instructedFen }: Entitlement,
  adjustments: readonly Adjustment[],
): Position | undefined {
  if (amountFen === null) return undefined;
  if (instructed.includes(state))
    return { dueFen: amountFen, instructedFen: instructedFen ?? amountFen, adjustments };
  // Its own instruction will never leave.
  if (state === "terminated" || state === "redirected")
    return { dueFen: 0, instructedFen: 0, adjustments };
  return { dueFen: amountFen, instructedFen: undefined, adjustments };
}

/**
 * The way of an entitlement after its adjustments were brought into line: once nothing is claimed any more it was
 * recovered, where nothing of it is due and something was given back, or stands as paid.
 */
export function pathAfter(
  { state, amountFen }: Entitlement,
  adjustments: readonly Adjustment[],
): EntitlementState[] {
  if (state === "recovered") return amountFen === 0 ? [] : ["fulfilled"];
  if (state !== "recovering") return [];
  if (adjustments.some((one) => one.state === "announced" || one.state === "demanded")) return [];
  const isGivenBack = adjustments.some(({ repaidFen }) => repaidFen > 0);
  return amountFen === 0 && isGivenBack ? ["recovered"] : ["fulfilled"];
}
