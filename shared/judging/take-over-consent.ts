import { consentedCase } from "#shared/cases/consented-case.ts";
import type { ReportedCase } from "#shared/cases/reported-case.ts";
import { type Confirmation, referenceOf } from "#shared/confirmations/confirmation.ts";
import { lastingHold } from "#shared/entitlements/entitlement.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { versionOn } from "#shared/rules/versions.ts";
import { digestText } from "#shared/sealing/digest.ts";
import { addTask, type Draft, move, putConfirmation } from "./changes.ts";
import { goTowardsFulfilment } from "./follow-up.ts";
import type { SubjectState } from "./subject-state.ts";

/**
 * The case whose own confirmation stands for an offer of this policy: the person applied for it in another channel, and
 * has been asked here at most once and decided nothing. Once the offer was renewed for a changed account or a gap, only
 * the person can answer it.
 */
export function consentFor(
  { cases }: Pick<SubjectState, "cases">,
  policy: Policy,
  period: string,
  before: Confirmation | undefined,
): ReportedCase | undefined {
  if (cases.length === 0 || !policy.standing) return undefined;
  const isUndecided =
    before === undefined || (before.decidedBy === null && before.generation === 1);
  return isUndecided ? consentedCase(cases, policy, period) : undefined;
}

/** Takes the confirmation over from the other channel; the person hears of it and may still waive. */
export async function takeOverConsent(
  draft: Draft,
  { contact }: Pick<SubjectState, "contact">,
  offer: Confirmation,
  { channel }: ReportedCase,
): Promise<void> {
  const { subjectKey, policy } = offer;
  const receipt = await digestText(`receipt ${subjectKey} ${policy} ${offer.generation}`);
  putConfirmation(draft, {
    ...offer,
    state: "confirmed",
    deadlineAt: null,
    decidedAt: draft.now.getTime(),
    decidedBy: `case:${channel}`,
    receipt: `${subjectKey.slice(0, 2)}${receipt.slice(0, 10)}`.toUpperCase(),
    accountVersion: contact.stored?.accountVersion ?? 0,
  });
  const reference = referenceOf(offer);
  addTask(draft, { topic: "notify", kind: "continued", subjectKey, policy, reference });
}

/** An offer that was open before the other channel's confirmation was reported need not be answered any more. */
export async function applyConsent(
  draft: Draft,
  state: SubjectState,
  policy: Policy,
): Promise<void> {
  if (state.cases.length === 0) return;
  for (const offer of draft.confirmations.values()) {
    if (offer.policy !== policy.id || (offer.state !== "open" && offer.state !== "lapsed"))
      continue;
    const waiting = [...draft.entitlements.values()].filter(
      (one) =>
        one.policy === policy.id &&
        (one.state === "awaiting-confirmation" || one.state === "lapsed"),
    );
    const consented = waiting
      .map(({ period }) => consentFor(state, policy, period, offer))
      .find((one) => one !== undefined);
    if (consented === undefined) continue;
    // oxlint-disable no-await-in-loop
    await takeOverConsent(draft, state, offer, consented);
    for (const entitlement of waiting) {
      const version = versionOn(policy, entitlement.judgedOn);
      if (version === undefined) continue;
      await move(draft, entitlement, {
        path: ["confirmed", goTowardsFulfilment(draft, entitlement, version)],
        event: "confirmed-elsewhere",
        set: { heldBecause: lastingHold(entitlement) },
      });
    }
    // oxlint-enable no-await-in-loop
  }
}
