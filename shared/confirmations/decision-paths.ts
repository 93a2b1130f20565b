import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import type { Entitlement } from "#shared/entitlements/entitlement.ts";
import type { EntitlementState } from "#shared/entitlements/states.ts";
import { policyById } from "#shared/policies/index.ts";
import { periodOf } from "#shared/rules/period.ts";
import { versionById, versionOn } from "#shared/rules/versions.ts";
import type { Confirmation } from "./confirmation.ts";

const waivable: ReadonlySet<EntitlementState> = new Set([
  "awaiting-confirmation",
  "lapsed",
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
  const confirmed: EntitlementState[] = ["confirmed", "awaiting-fulfilment"];
  if (entitlement.state === "awaiting-confirmation") return confirmed;
  if (entitlement.state === "lapsed") return bringsArrears(entitlement, now) ? confirmed : [];
  if (entitlement.state === "waived") return isDirect ? ["awaiting-fulfilment"] : confirmed;
  return [];
}

/** Whether a late confirmation still brings this period: the present one always, past ones as the version says. */
function bringsArrears({ policy, period, ruleVersion }: Entitlement, now: Date): boolean {
  const found = policyById(policy);
  if (found === undefined) return false;
  return (
    period === periodOf(found, shanghaiDay(now)) ||
    versionById(found, ruleVersion)?.arrears === "all"
  );
}

/** The way of an entitlement when its offer is waived; what is under way or paid stays. */
export function waivePath({ state }: Entitlement): EntitlementState[] {
  return waivable.has(state) ? ["waived"] : [];
}
