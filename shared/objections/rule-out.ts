import type { Adjusted } from "#shared/adjustments/load-adjusted.ts";
import { ruleUpon } from "#shared/adjustments/rule-upon.ts";
import type { Entitlement } from "#shared/entitlements/entitlement.ts";
import { correctable, instructed, isAllowed } from "#shared/entitlements/states.ts";
import { fen } from "#shared/money/fen.ts";
import type { Policy } from "#shared/rules/policy.ts";
import type { Moved, Mover } from "./after-freeze.ts";

/** What people rule out of an entitlement: it comes to nothing, whatever the rule says. */
const nothing = fen(0);

/** Whether an entitlement can still be ended, or what was paid of it claimed back. */
export function canBeRuledOut({ state, amountFen }: Entitlement): boolean {
  if (instructed.includes(state)) return amountFen !== null;
  return correctable.includes(state) && isAllowed(state, ["terminated"]);
}

/**
 * Ends an entitlement that an objection has shown to be none. What is not paid is not paid any more; what was paid
 * becomes a recovery, worked out to the fen, about which people decide and the subject is heard. It does not begin again
 * by itself: the facts say the same as before, and people have said more.
 */
export async function ruleOut(
  policy: Policy,
  adjusted: Adjusted,
  objection: string,
  { event, by, now }: Mover,
): Promise<Moved> {
  const ruling = {
    toFen: nothing,
    ground: `objection:${objection}`,
    event,
    actor: `staff:${by}`,
  } as const;
  const ruled = await ruleUpon(policy, adjusted, ruling, now);
  if (ruled === undefined) return { moves: [], tasks: [] };
  return { moves: [ruled.move], adjustments: ruled.adjustments, tasks: ruled.tasks };
}
