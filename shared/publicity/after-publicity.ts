import type { Confirmation } from "#shared/confirmations/confirmation.ts";
import type { EntitlementState } from "#shared/entitlements/states.ts";
import type { Version } from "#shared/rules/policy.ts";

/**
 * The way of an entitlement whose publicity is over, or whose freeze is lifted after it. Whoever had confirmed and was
 * asked again meanwhile, for the account had changed, still has to answer.
 */
export function afterPublicity(
  version: Version | undefined,
  confirmations: readonly Pick<Confirmation, "state">[],
): EntitlementState[] {
  if (version?.mode === "direct") return ["awaiting-fulfilment"];
  const states = new Set(confirmations.map(({ state }) => state));
  if (states.has("confirmed")) return ["awaiting-fulfilment"];
  if (states.has("open")) return ["awaiting-confirmation"];
  if (states.has("lapsed")) return ["awaiting-confirmation", "lapsed"];
  return ["awaiting-fulfilment"];
}
