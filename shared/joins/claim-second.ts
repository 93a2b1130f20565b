import { followUpsOf } from "#shared/adjustments/follow-ups.ts";
import { pathAfter, settle } from "#shared/adjustments/settle.ts";
import type { Entitlement } from "#shared/entitlements/entitlement.ts";
import { instructed } from "#shared/entitlements/states.ts";
import { adjustmentsIn, type Draft, move, putAdjustment } from "#shared/judging/changes.ts";
import { fen } from "#shared/money/fen.ts";
import { policyById } from "#shared/policies/index.ts";

/** What was paid a second time comes to nothing: people decide whether it is recovered. What is no money stays. */
export async function claimSecond(draft: Draft, second: Entitlement): Promise<void> {
  const policy = policyById(second.policy);
  const { amountFen, state } = second;
  if (policy === undefined || amountFen === null || !instructed.includes(state)) return;
  const set = {
    amountFen: fen(0),
    ruledFen: fen(0),
    instructedFen: second.instructedFen ?? amountFen,
  };
  const next = { ...second, ...set };
  const before = adjustmentsIn(draft, second);
  const settled = await settle(next, before, "facts", draft.now);
  const path = pathAfter(next, settled.adjustments);
  await move(draft, second, { path, event: "given-twice", set });
  for (const one of settled.changed) putAdjustment(draft, one);
  draft.tasks.push(...(await followUpsOf(policy, before, settled.changed, draft.now)));
}
