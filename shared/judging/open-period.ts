import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { occupyingCase } from "#shared/cases/occupying-case.ts";
import { chainStart } from "#shared/audit/entry.ts";
import {
  commitmentOf,
  openingOf,
  referenceOf,
  scopeOf,
} from "#shared/confirmations/confirmation.ts";
import { decisionOf } from "#shared/entitlements/decision.ts";
import { entitlementId } from "#shared/entitlements/entitlement-id.ts";
import { type Entitlement, holdOfClaim } from "#shared/entitlements/entitlement.ts";
import { periodForRelative } from "#shared/entitlements/period-of-relative.ts";
import type { EntitlementState } from "#shared/entitlements/states.ts";
import { recordOf } from "#shared/rules/decision-record.ts";
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
import { addClaimTask, goTowardsFulfilment } from "./follow-up.ts";
import type { Openable } from "./policy-judge.ts";
import { offered } from "./offered.ts";
import type { SubjectState } from "./subject-state.ts";
import { consentFor, takeOverConsent } from "./take-over-consent.ts";

/** What may be opened: a judgement of a day, for one relative where the policy is given for each of them. */
export interface Opening extends Openable {
  readonly on: CivilDate;
}

/**
 * Opens the period in which `on` falls, if the subject is entitled and the period is not open yet. What happens next
 * is up to the confirmation: one offer for a subject and policy covers all open periods, and a standing decision
 * covers all later ones, so a new period never brings a second message. Where somebody counts only once, nothing
 * happens next until the claim is answered. What another channel has already is born redirected to it, and nobody is asked.
 *
 * @param isInOperation whether the policy opens anything for the subject on the day
 */
export async function openPeriod(
  draft: Draft,
  state: SubjectState,
  policy: Policy,
  { judged, relativeId, on }: Opening,
  isInOperation: () => boolean,
): Promise<void> {
  const version = versionOn(policy, on);
  const { amountFen } = judged;
  if (version === undefined || version.mode === "scan") return;
  if (judged.verdict !== "met" || judged.period === undefined || amountFen === 0) return;
  const period = periodForRelative(judged.period, relativeId);
  const before = draft.entitlements.get(entitlementKey(policy.id, period));
  // Ended by facts that have been corrected since: it begins again. Everything else is open already.
  if (before !== undefined && before.state !== "terminated") return;
  // What people have decided, the same facts do not begin again.
  if (before !== undefined && before.ruledFen !== null) return;
  if (!isInOperation()) return;

  const { subjectKey } = state.profile;
  const reservation = policy.reserves === undefined ? null : "asked";
  const isOccupied = occupyingCase(state.cases, { policy: policy.id, period }) !== undefined;
  const goesOn = reservation === null && !isOccupied;
  const path = goesOn ? await pathInto(draft, state, policy, version, period) : [];
  if (reservation !== null) addClaimTask(draft, policy, { subjectKey, period, judgedOn: on });
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
    reservation,
    instructedFen: null,
    ruledFen: null,
  };
  await move(draft, fresh, {
    path: ["matched", ...(isOccupied ? (["redirected"] as const) : path)],
    event: before === undefined ? "matched" : "matched-again",
    set: {
      ruleVersion: version.id,
      judgedOn: on,
      amountFen: amountFen ?? null,
      heldBecause: isOccupied ? "ordinary-channel" : holdOfClaim(reservation),
      reservation,
      instruction: null,
      // An instruction that was refused before is another attempt now.
      attempts: fresh.instruction === null ? fresh.attempts : fresh.attempts + 1,
      decision: decisionOf(recordOf(policy, judged, on)),
    },
  });
}

/** The way of what was opened and had to wait, as if it were opened now. */
export async function goOn(
  draft: Draft,
  state: SubjectState,
  policy: Policy,
  { period, judgedOn }: Entitlement,
): Promise<EntitlementState[]> {
  const version = versionOn(policy, judgedOn);
  if (version === undefined) throw new Error(`${policy.id} has no version for an open period`);
  return pathInto(draft, state, policy, version, period);
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
  const one = { subjectKey, policy: policy.id, period };
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
    return [goTowardsFulfilment(draft, one, version)];
  }
  const standing = confirmation?.state ?? "ended";
  switch (standing) {
    case "ended": {
      const offer = offered(draft, state, policy, version, key, confirmation, "open");
      const consented = consentFor(state, policy, period, confirmation);
      if (consented !== undefined) {
        await takeOverConsent(draft, state, offer, consented);
        return ["confirmed", goTowardsFulfilment(draft, one, version)];
      }
      putConfirmation(draft, offer);
      addTask(draft, {
        topic: "notify",
        kind: "offer",
        subjectKey,
        policy: policy.id,
        reference: openingOf(offer),
      });
      return ["awaiting-confirmation"];
    }
    case "open":
    case "announced":
      return ["awaiting-confirmation"];
    case "lapsed":
      return ["lapsed"];
    case "waived":
      return ["waived"];
    case "confirmed":
      return ["confirmed", goTowardsFulfilment(draft, one, version)];
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
