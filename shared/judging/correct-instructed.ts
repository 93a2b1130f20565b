import { isUnpaidSupplement } from "#shared/adjustments/adjustment.ts";
import { followUpsOf } from "#shared/adjustments/follow-ups.ts";
import { pathAfter, settle } from "#shared/adjustments/settle.ts";
import { decisionOf } from "#shared/entitlements/decision.ts";
import type { Entitlement } from "#shared/entitlements/entitlement.ts";
import { instructed } from "#shared/entitlements/states.ts";
import { fen } from "#shared/money/fen.ts";
import { recordOf } from "#shared/rules/decision-record.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { adjustmentsIn, type Draft, move, putAdjustment } from "./changes.ts";
import { addInstruction } from "./follow-up.ts";
import { type JudgedOn, judgePeriod } from "./judge-period.ts";
import type { Judges } from "./judges.ts";

/**
 * Judges again what is under way or was paid, where late facts touch its period. What it comes to then is what is due;
 * the difference to what was paid becomes a supplement, or a recovery that people have to decide. What is unknown takes
 * nothing back and pays nothing more.
 */
export async function correctInstructed(draft: Draft, judges: Judges): Promise<void> {
  const { policy, touchedFrom } = judges;
  if (touchedFrom === undefined) return;
  for (const entitlement of draft.entitlements.values()) {
    if (entitlement.policy !== policy.id || !isJudgedAgain(entitlement)) continue;
    // One after the other: each is an entry of the same draft.
    // oxlint-disable-next-line no-await-in-loop
    await correct(draft, policy, entitlement, judgePeriod(judges, entitlement));
  }
}

/** What is no money cannot be paid in part, and what people have ruled is for people to change. */
function isJudgedAgain({ state, amountFen, ruledFen }: Entitlement): boolean {
  return instructed.includes(state) && amountFen !== null && ruledFen === null;
}

async function correct(
  draft: Draft,
  policy: Policy,
  entitlement: Entitlement,
  { judged, on }: JudgedOn,
): Promise<void> {
  const isHeld = entitlement.heldBecause === "facts-unknown";
  if (judged.verdict === "unknown") {
    const waits = adjustmentsIn(draft, entitlement).some(isUnpaidSupplement);
    if (isHeld || !waits) return;
    const set = { heldBecause: "facts-unknown" } as const;
    await move(draft, entitlement, { path: [], event: "held-for-facts", set });
    return;
  }
  const amountFen = judged.verdict === "met" ? (judged.amountFen ?? fen(0)) : fen(0);
  const isSame = amountFen === entitlement.amountFen && on === entitlement.judgedOn;
  if (isSame && !isHeld) return;
  await comeTo(draft, policy, entitlement, {
    amountFen,
    judgedOn: on,
    ...(judged.version === "none" ? {} : { ruleVersion: judged.version }),
    decision: decisionOf(recordOf(policy, judged, on)),
    heldBecause: isHeld ? null : entitlement.heldBecause,
  });
  if (isHeld) addInstruction(draft, entitlement.subjectKey, policy.id);
}

/** Lets an entitlement that has been instructed come to something else, with its adjustments and what follows. */
async function comeTo(
  draft: Draft,
  policy: Policy,
  entitlement: Entitlement,
  more: Pick<Entitlement, "amountFen" | "judgedOn" | "decision" | "heldBecause"> &
    Partial<Pick<Entitlement, "ruleVersion">>,
): Promise<void> {
  // What was instructed before it was kept on its own was all that was due then.
  const set = { ...more, instructedFen: entitlement.instructedFen ?? entitlement.amountFen };
  const next = { ...entitlement, ...set };
  const before = adjustmentsIn(draft, entitlement);
  const settled = await settle(next, before, "facts", draft.now);
  await move(draft, entitlement, {
    path: pathAfter(next, settled.adjustments),
    event: "due-corrected",
    set,
  });
  for (const one of settled.changed) putAdjustment(draft, one);
  draft.tasks.push(...(await followUpsOf(policy, before, settled.changed, draft.now)));
}

/**
 * Brings the adjustments of what was changed in this draft, and has not been instructed, into line: what was paid of it
 * beside its own instruction, when that came back, counts.
 */
export async function settleChanged(draft: Draft, policy: Policy): Promise<void> {
  if (draft.adjustments.size === 0) return;
  for (const key of draft.changedEntitlements) {
    const entitlement = draft.entitlements.get(key);
    if (entitlement?.policy !== policy.id || instructed.includes(entitlement.state)) continue;
    const before = adjustmentsIn(draft, entitlement);
    if (before.length === 0) continue;
    // oxlint-disable-next-line no-await-in-loop
    const { changed } = await settle(entitlement, before, "facts", draft.now);
    for (const one of changed) putAdjustment(draft, one);
    // oxlint-disable-next-line no-await-in-loop
    draft.tasks.push(...(await followUpsOf(policy, before, changed, draft.now)));
  }
}
