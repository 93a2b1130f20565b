import {
  type Confirmation,
  type ConfirmationKey,
  deadlineAfter,
} from "#shared/confirmations/confirmation.ts";
import type { Policy, Version } from "#shared/rules/policy.ts";
import type { Draft } from "./changes.ts";
import type { SubjectState } from "./subject-state.ts";

/** A confirmation as it is offered or announced now; another generation, where there was one before. */
export function offered(
  { now }: Pick<Draft, "now">,
  { contact }: Pick<SubjectState, "contact">,
  policy: Policy,
  version: Version,
  key: ConfirmationKey,
  before: Confirmation | undefined,
  state: "open" | "announced",
): Confirmation {
  const openedAt = now.getTime();
  return {
    ...key,
    version: before?.version ?? 0,
    state,
    generation: (before?.generation ?? 0) + 1,
    ruleVersion: version.id,
    openedAt,
    deadlineAt: state === "open" ? deadlineAfter(openedAt, policy.confirmationWindowDays) : null,
    decidedAt: null,
    decidedBy: null,
    receipt: null,
    accountVersion: contact.stored?.accountVersion ?? 0,
  };
}
