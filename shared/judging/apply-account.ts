import { isUnpaidSupplement } from "#shared/adjustments/adjustment.ts";
import { type Confirmation, deadlineAfter, openingOf } from "#shared/confirmations/confirmation.ts";
import { lastingHold } from "#shared/entitlements/entitlement.ts";
import { policyById } from "#shared/policies/index.ts";
import { sealedPayee, type StoredSubject } from "#shared/subjects/contact.ts";
import { addTask, type Draft, move, putConfirmation } from "./changes.ts";
import { addInstruction } from "./follow-up.ts";

/** What a contact report did to the account that would receive what a policy pays. */
type AccountChange = "same" | "added" | "changed";

/**
 * An account is money's address. A first one lets held payments go on; another one in its place, changed or preferred
 * by the policy, ends the confirmation that was given for it: the payment waits, and the person is told and asked
 * again. Of two that come at once the second has changed the first. Whether a returned payment goes out again is for
 * fulfil to see.
 *
 * @param accounts the vault's row as it was, and after each account that was reported
 */
export async function applyAccounts(
  draft: Draft,
  accounts: readonly StoredSubject[],
): Promise<void> {
  const [before, after] = [accounts.at(0), accounts.at(-1)];
  if (before === undefined || after === undefined || before === after) return;
  const changeOf = (id: string): AccountChange => {
    const fulfilment = policyById(id)?.fulfilment;
    if (fulfilment === undefined) return "same";
    const payees = accounts.map((row) => sealedPayee(fulfilment, row));
    const steps = payees.slice(1).map((payee, step) => [payees[step] ?? null, payee]);
    if (steps.some(([known, payee]) => known !== null && payee !== known)) return "changed";
    return payees.at(0) === payees.at(-1) ? "same" : "added";
  };
  for (const confirmation of draft.confirmations.values()) {
    if (changeOf(confirmation.policy) !== "changed")
      carryOver(draft, confirmation, before.accountVersion, after.accountVersion);
    // oxlint-disable-next-line no-await-in-loop
    else await askAgain(draft, confirmation, after.accountVersion);
  }
  for (const { state, subjectKey, policy } of draft.entitlements.values()) {
    if (changeOf(policy) === "same") continue;
    // Held already or not: fulfil may be about to hold it for the account that it did not see yet. What came back
    // goes out again by the same task.
    if (state === "awaiting-fulfilment" || state === "payment-returned") {
      addInstruction(draft, subjectKey, policy);
    }
  }
  for (const supplement of draft.adjustments.values()) {
    const { subjectKey, policy } = supplement;
    if (isUnpaidSupplement(supplement) && changeOf(policy) !== "same")
      addInstruction(draft, subjectKey, policy);
  }
}

/** What was confirmed receives it still, though another account of the subject made the version grow. */
function carryOver(draft: Draft, confirmation: Confirmation, before: number, after: number): void {
  if (confirmation.state === "confirmed" && confirmation.accountVersion === before && before > 0)
    putConfirmation(draft, { ...confirmation, accountVersion: after });
}

async function askAgain(
  draft: Draft,
  confirmation: Confirmation,
  accountVersion: number,
): Promise<void> {
  const { policy, scope, subjectKey, state } = confirmation;
  const covered = [...draft.entitlements.values()].filter(
    (one) => one.policy === policy && (scope === "" || scope === one.period),
  );
  const waiting = covered.filter((one) => one.state === "awaiting-fulfilment");
  // What is public or examined stays so meanwhile, and waits for the answer when that is over.
  const goesOn = covered.some(
    ({ state: present }) =>
      present === "payment-returned" ||
      present === "suspended" ||
      present === "in-publicity" ||
      present === "objection-under-review",
  );
  const owes = [...draft.adjustments.values()].some(
    (one) => isUnpaidSupplement(one) && covered.some(({ id }) => id === one.entitlement),
  );
  // A decision about one period that has been instructed is history, and so is one that ended with nothing due.
  const isDue = waiting.length > 0 || goesOn || owes || (state === "confirmed" && scope === "");
  if (!isDue || (state !== "confirmed" && state !== "ended")) return;
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
    reference: openingOf({ ...confirmation, openedAt }),
  });
  for (const entitlement of waiting) {
    // oxlint-disable-next-line no-await-in-loop
    await move(draft, entitlement, {
      path: ["awaiting-confirmation"],
      event: "account-changed",
      set: { heldBecause: lastingHold(entitlement) },
    });
  }
}
