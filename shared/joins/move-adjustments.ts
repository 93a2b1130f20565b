import { type Adjustment, adjustmentId, isOpenRecovery } from "#shared/adjustments/adjustment.ts";
import { followUpsOf } from "#shared/adjustments/follow-ups.ts";
import type { Entitlement } from "#shared/entitlements/entitlement.ts";
import { adjustmentsIn, type Draft, putAdjustment } from "#shared/judging/changes.ts";
import { policyById } from "#shared/policies/index.ts";
import { closeWorkItemTask } from "#shared/work-items/work-item-task.ts";

/** What was paid too little or too much of a right goes along with it. By their ids, those that they have now. */
export async function moveAdjustments(
  draft: Draft,
  moved: ReadonlyMap<string, Entitlement>,
  left: readonly Adjustment[],
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  const last = new Map<string, number>();
  for (const one of left) {
    const to = moved.get(one.entitlement);
    const policy = policyById(one.policy);
    if (to === undefined || policy === undefined) continue;
    const own = last.get(to.id) ?? Math.max(0, ...adjustmentsIn(draft, to).map((a) => a.number));
    last.set(to.id, own);
    const number = own + one.number;
    // One after the other: a draft is no place for races.
    // oxlint-disable no-await-in-loop
    const after: Adjustment = {
      ...one,
      subjectKey: to.subjectKey,
      period: to.period,
      entitlement: to.id,
      number,
      id: await adjustmentId(to.id, number),
    };
    ids.set(one.id, after.id);
    putAdjustment(draft, after);
    if (one.kind === "supplement" || isOpenRecovery(one))
      draft.tasks.push(...(await followUpsOf(policy, [], [after], draft.now)));
    // oxlint-enable no-await-in-loop
    if (isOpenRecovery(one)) {
      const item = { kind: "recovery", reference: one.id } as const;
      draft.tasks.push(closeWorkItemTask(item, "system:joins", after.id, to.subjectKey, draft.now));
    }
  }
  return ids;
}
