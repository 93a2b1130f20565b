import type { Calendar } from "#shared/calendar/calendar.ts";
import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { Entitlement, Hold } from "#shared/entitlements/entitlement.ts";
import { lateRegisters, type StoredRegister } from "#shared/registers/register.ts";
import { factKeysOf } from "#shared/rules/data-requirement.ts";
import { parameterOn } from "#shared/rules/language/parameter.ts";
import type { FundingGuard, Policy } from "#shared/rules/policy.ts";
import { versionOn } from "#shared/rules/versions.ts";
import { stageOf, type Stages } from "#shared/stages/stage.ts";
import { sealedPayee } from "#shared/subjects/contact.ts";
import type { FulfilmentMatter } from "./load-fulfilment-matters.ts";

export interface City {
  readonly registers: readonly StoredRegister[];
  /** Payers that have an endpoint. */
  readonly payers: ReadonlySet<string>;
  readonly stages: Stages;
  readonly calendar: Calendar;
  /** The shard is behind its seal: it was restored. */
  readonly isRestored: boolean;
}

/**
 * Why nothing may leave for these entitlements now; undefined where it may.
 *
 * @param isUnconfirmed whether the account on file must be confirmed first
 */
export function holdOf(
  policy: Policy,
  matter: FulfilmentMatter,
  city: City,
  entitlements: readonly Entitlement[],
  isUnconfirmed: boolean,
  today: CivilDate,
  now: Date,
): Hold | undefined {
  if (city.isRestored) return "shard-restored";
  if (matter.isBeingJoined) return "being-joined";
  if (stageOf(city.stages, policy.id).stage === "paused") return "policy-paused";
  const versions = entitlements.map((one) => ({
    on: one.judgedOn,
    version: versionOn(policy, one.judgedOn),
  }));
  const names = versions.flatMap(({ on, version }) =>
    version === undefined ? [] : factKeysOf(version, on),
  );
  if (versions.some(({ version }) => isShort(policy, version?.fundingGuard, today)))
    return "reserve-short";
  if (lateRegisters(city.registers, names, now).length > 0) return "register-late";
  const ofAccount =
    policy.fulfilment.kind === "payment" ? holdOfAccount(policy, matter, isUnconfirmed) : undefined;
  return ofAccount ?? (city.payers.has(policy.fulfilment.payer) ? undefined : "payer-missing");
}

/** Whatever failed holds what comes after it for the same reason: it would fail as well. */
function holdOfAccount(
  { fulfilment }: Policy,
  { subject, returned, owed, isSuspended }: FulfilmentMatter,
  isUnconfirmed: boolean,
): Hold | undefined {
  const payee = subject === undefined ? null : sealedPayee(fulfilment, subject);
  if (payee === null) return "account-missing";
  if (isSuspended) return "earlier-suspended";
  const failed = [...returned, ...owed.filter(({ adjustment }) => adjustment.state === "returned")];
  if (failed.some(({ payeeSealed }) => payeeSealed === payee)) return "account-returned";
  return isUnconfirmed ? "account-changed" : undefined;
}

/** Whether one of these entitlements was confirmed for another account than the one on file. */
export function isConfirmedForAnother(
  { subject, confirmations }: FulfilmentMatter,
  entitlements: readonly Entitlement[],
): boolean {
  const periods = new Set(["", ...entitlements.map((one) => one.period)]);
  return confirmations.some(
    (one) =>
      one.state === "confirmed" &&
      one.accountVersion > 0 &&
      periods.has(one.scope) &&
      one.accountVersion !== subject?.accountVersion,
  );
}

/** What the law guarantees does not wait for the fund. */
function isShort(
  { isGuaranteedByLaw }: Policy,
  guard: FundingGuard | undefined,
  today: CivilDate,
): boolean {
  if (guard === undefined || isGuaranteedByLaw) return false;
  return (parameterOn(guard.figure, today) ?? -Infinity) < guard.atLeast;
}
