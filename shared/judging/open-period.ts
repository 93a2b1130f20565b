import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { chainStart } from "#shared/audit/entry.ts";
import {
  commitmentOf,
  type Confirmation,
  deadlineAfter,
  referenceOf,
  scopeOf,
} from "#shared/confirmations/confirmation.ts";
import { decisionOf } from "#shared/entitlements/decision.ts";
import { entitlementId } from "#shared/entitlements/entitlement-id.ts";
import type { Entitlement } from "#shared/entitlements/entitlement.ts";
import type { EntitlementState } from "#shared/entitlements/states.ts";
import { recordOf } from "#shared/rules/decision-record.ts";
import type { Judgement } from "#shared/rules/judgement.ts";
import type { Policy, Version } from "#shared/rules/policy.ts";
import { versionById, versionOn } from "#shared/rules/versions.ts";
import {
  addTask,
  confirmationKey,
  type Draft,
  entitlementKey,
  move,
  putConfirmation,
} from "./changes.ts";
import type { SubjectState } from "./subject-state.ts";

/**
 * Opens the period in which `on` falls, if the subject is entitled and the period is not open yet. What happens next
 * is up to the confirmation: one offer for a subject and policy covers all open periods, and a standing decision
 * covers all later ones, so a new period never brings a second message.
 */
export async function openPeriod(
  draft: Draft,
  state: SubjectState,
  policy: Policy,
  judged: Judgement,
  on: CivilDate,
): Promise<void> {
  const version = versionOn(policy, on);
  const { period, amountFen } = judged;
  if (version === undefined || version.mode === "scan") return;
  if (judged.verdict !== "met" || period === undefined || amountFen === 0) return;
  const before = draft.entitlements.get(entitlementKey(policy.id, period));
  // Ended by facts that have been corrected since: it begins again. Everything else is open already.
  if (before !== undefined && before.state !== "terminated") return;

  const path = await pathInto(draft, state, policy, version, period);
  const { subjectKey } = state.profile;
  const fresh: Entitlement = before ?? {
    subjectKey,
    policy: policy.id,
    period,
    id: await entitlementId(subjectKey, policy.id, period),
    version: 0,
    state: "matched",
    heldBecause: null,
    ruleVersion: version.id,
    judgedOn: on,
    amountFen: null,
    decision: { reason: "", facts: [] },
    steps: [],
    instruction: null,
    attempts: 0,
    auditHead: chainStart,
  };
  await move(draft, fresh, {
    path: ["matched", ...path],
    event: before === undefined ? "matched" : "matched-again",
    set: {
      ruleVersion: version.id,
      judgedOn: on,
      amountFen: amountFen ?? null,
      heldBecause: null,
      instruction: null,
      // An instruction that was refused before is another attempt now.
      attempts: fresh.instruction === null ? fresh.attempts : fresh.attempts + 1,
      decision: decisionOf(recordOf(policy, judged, on)),
    },
  });
}

/** The states after "matched", and the offer, announcement or instruction that goes with them. */
async function pathInto(
  draft: Draft,
  state: SubjectState,
  policy: Policy,
  version: Version,
  period: string,
): Promise<EntitlementState[]> {
  const { subjectKey } = state.profile;
  const key = {
    subjectKey,
    policy: policy.id,
    commitment: await commitmentOf(policy),
    scope: scopeOf(policy, period),
  };
  const confirmation = draft.confirmations.get(
    confirmationKey(key.policy, key.commitment, key.scope),
  );
  if (version.mode === "direct") {
    if (isRefused(draft, policy)) return ["waived"];
    if (confirmation === undefined || confirmation.state === "ended") {
      putConfirmation(
        draft,
        offered(draft, state, policy, version, key, confirmation, "announced"),
      );
      addTask(draft, {
        topic: "notify",
        kind: "announcement",
        subjectKey,
        policy: policy.id,
        reference: referenceOf(key),
      });
    }
    addInstruction(draft, subjectKey, policy.id);
    return ["awaiting-fulfilment"];
  }
  const standing = confirmation?.state ?? "ended";
  switch (standing) {
    case "ended":
      putConfirmation(draft, offered(draft, state, policy, version, key, confirmation, "open"));
      addTask(draft, {
        topic: "notify",
        kind: "offer",
        subjectKey,
        policy: policy.id,
        reference: referenceOf(key),
      });
      return ["awaiting-confirmation"];
    case "open":
    case "announced":
      return ["awaiting-confirmation"];
    case "lapsed":
      return ["lapsed"];
    case "waived":
      return ["waived"];
    case "confirmed":
      addInstruction(draft, subjectKey, policy.id);
      return ["confirmed", "awaiting-fulfilment"];
  }
  return standing satisfies never;
}

/** A direct benefit that was refused once stays refused for later periods, until that is taken back. */
function isRefused(draft: Draft, policy: Policy): boolean {
  const decided = [...draft.confirmations.values()]
    .filter(
      (one) =>
        one.policy === policy.id &&
        one.decidedAt !== null &&
        versionById(policy, one.ruleVersion)?.mode === "direct",
    )
    .toSorted((a, b) => (b.decidedAt ?? 0) - (a.decidedAt ?? 0));
  return decided[0]?.state === "waived";
}

function offered(
  draft: Draft,
  { contact }: SubjectState,
  policy: Policy,
  version: Version,
  key: { subjectKey: string; policy: string; commitment: string; scope: string },
  before: Confirmation | undefined,
  state: "open" | "announced",
): Confirmation {
  const openedAt = draft.now.getTime();
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

export function addInstruction(draft: Draft, subjectKey: string, policy: string): void {
  addTask(draft, { topic: "fulfil", kind: "instruct", subjectKey, policy, reference: "" });
}
