import type { CaseRecorded } from "#shared/contract/outgoing.schema.ts";
import type { Entitlement } from "#shared/entitlements/entitlement.ts";
import { caseNumberOf } from "./case-number.ts";

/**
 * What the one-stop platform is told of a case: every step that it has taken. Whoever hears it twice, or hears the later
 * word first, knows the same; what a missed word said stands in the next.
 */
export function recordedCase(entitlement: Entitlement): CaseRecorded {
  const { policy, state, steps } = entitlement;
  return {
    caseNumber: caseNumberOf(entitlement),
    policy,
    steps: steps.map(({ state: step, at }) => ({ step, at: new Date(at).toISOString() })),
    state,
  };
}

/** The id of that word: the same as long as it says the same. */
export function recordedCaseId({ id, steps }: Pick<Entitlement, "id" | "steps">): string {
  return `${id}-${steps.length}`;
}
