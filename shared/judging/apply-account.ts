import { deadlineAfter, referenceOf } from "#shared/confirmations/confirmation.ts";
import { doubtOf } from "#shared/entitlements/entitlement.ts";
import { policyById } from "#shared/policies/index.ts";
import { addTask, type Draft, move, putConfirmation } from "./changes.ts";
import { addInstruction } from "./open-period.ts";

/** What a contact report did to the account on file. */
export type AccountChange = "same" | "added" | "changed";

/**
 * An account is money's address. A first one lets held payments go on; one that changes after a confirmation ends
 * that confirmation: the payment waits, and the person is told and asked again. Whether a returned payment goes
 * out again is for fulfil to see.
 */
export async function applyAccount(
  draft: Draft,
  account: AccountChange,
  accountVersion: number,
): Promise<void> {
  if (account === "same") return;
  if (account === "changed") await askAgain(draft, accountVersion);
  for (const { state, subjectKey, policy } of draft.entitlements.values()) {
    // Held already or not: fulfil may be about to hold it for the account that it did not see yet. What came back
    // goes out again by the same task.
    if (state === "awaiting-fulfilment" || state === "payment-returned") {
      addInstruction(draft, subjectKey, policy);
    }
  }
}

async function askAgain(draft: Draft, accountVersion: number): Promise<void> {
  for (const confirmation of draft.confirmations.values()) {
    const { policy, scope, subjectKey, state } = confirmation;
    const covered = [...draft.entitlements.values()].filter(
      (one) => one.policy === policy && (scope === "" || scope === one.period),
    );
    const waiting = covered.filter((one) => one.state === "awaiting-fulfilment");
    const cameBack = covered.some((one) => one.state === "payment-returned");
    // A decision about one period that has been instructed is history, and so is one that ended with nothing due.
    const isDue = waiting.length > 0 || cameBack || (state === "confirmed" && scope === "");
    if (!isDue || (state !== "confirmed" && state !== "ended")) continue;
    const openedAt = draft.now.getTime();
    putConfirmation(draft, {
      ...confirmation,
      state: "open",
      generation: confirmation.generation + 1,
      openedAt,
      deadlineAt: deadlineAfter(openedAt, policyById(policy)?.confirmationWindowDays ?? 30),
      decidedAt: null,
      decidedBy: null,
      receipt: null,
      accountVersion,
    });
    addTask(draft, {
      topic: "notify",
      kind: "offer",
      subjectKey,
      policy,
      reference: referenceOf(confirmation),
    });
    for (const entitlement of waiting) {
      // oxlint-disable-next-line no-await-in-loop
      await move(draft, entitlement, {
        path: ["awaiting-confirmation"],
        event: "account-changed",
        set: { heldBecause: doubtOf(entitlement) },
      });
    }
  }
}
