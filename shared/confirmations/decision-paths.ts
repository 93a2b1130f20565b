import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import type { Claim, Entitlement } from "#shared/entitlements/entitlement.ts";
import { plainPeriod } from "#shared/entitlements/period-of-relative.ts";
import type { EntitlementState } from "#shared/entitlements/states.ts";
import { policyById } from "#shared/policies/index.ts";
import { towardsFulfilment, versionUnder } from "#shared/publicity/round.ts";
import { claimingOf, isClaimed, referenceOfClaiming } from "#shared/reservations/claim.ts";
import { periodOf } from "#shared/rules/period.ts";
import { versionById, versionOn } from "#shared/rules/versions.ts";
import type { Confirmation } from "./confirmation.ts";

const waivable: ReadonlySet<EntitlementState> = new Set([
  "awaiting-confirmation",
  "lapsed",
  "in-publicity",
  "objection-under-review",
  "awaiting-fulfilment",
] as const);

/** Whether what the offer covers comes by itself. */
export function isDirectOffer({ policy }: Confirmation, covered: readonly Entitlement[]): boolean {
  const found = policyById(policy);
  const judgedOn = covered.at(-1)?.judgedOn;
  return (
    found !== undefined && judgedOn !== undefined && versionOn(found, judgedOn)?.mode === "direct"
  );
}

/** The way of an entitlement when its offer is confirmed; empty where the decision does not touch it. */
export function confirmPath(
  entitlement: Entitlement,
  isDirect: boolean,
  now: Date,
): EntitlementState[] {
  const next = towardsFulfilment(versionUnder(entitlement), entitlement.steps);
  const confirmed: EntitlementState[] = ["confirmed", next];
  if (entitlement.state === "awaiting-confirmation") return confirmed;
  if (entitlement.state === "lapsed") return bringsArrears(entitlement, now) ? confirmed : [];
  if (entitlement.state === "waived") return isDirect ? [next] : confirmed;
  return [];
}

/** Whether a late confirmation still brings this period: the present one always, past ones as the version says. */
function bringsArrears({ policy, period, ruleVersion }: Entitlement, now: Date): boolean {
  const found = policyById(policy);
  if (found === undefined) return false;
  return (
    plainPeriod(period) === periodOf(found, shanghaiDay(now)) ||
    versionById(found, ruleVersion)?.arrears === "all"
  );
}

/** The way of an entitlement when its offer is waived; what is under way or paid stays. */
export function waivePath({ state }: Entitlement): EntitlementState[] {
  return waivable.has(state) ? ["waived"] : [];
}

/** Its claim to whom it counts, after the decision: given up by a waiver, asked for anew when that is taken back. */
export function claimAfter(
  { reservation }: Entitlement,
  decision: "confirm" | "waive",
): Claim | null {
  if (decision === "waive") return isClaimed(reservation) ? "released" : reservation;
  return reservation === "released" ? "asked" : reservation;
}

/** The claims to bring into line for these entitlements, as tasks refer to them. */
export function claimReferences(entitlements: readonly Entitlement[]): string[] {
  return entitlements.flatMap((one) => {
    const policy = policyById(one.policy);
    const claiming = policy && claimingOf(policy, one);
    return claiming === undefined ? [] : [referenceOfClaiming(claiming)];
  });
}
