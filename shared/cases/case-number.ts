import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import type { Entitlement } from "#shared/entitlements/entitlement.ts";
import { policyById } from "#shared/policies/index.ts";

/** The city as a whole: GB/T 2260. */
const city = "310000";

/**
 * The number of a case 办件: MS, the day in Shanghai on which it began, the place whose policy it is, and fourteen
 * characters of the entitlement's id. Always the same, derived and so never stored, and it tells nothing of a person.
 */
export function caseNumberOf({
  id,
  policy,
  steps,
}: Pick<Entitlement, "id" | "policy" | "steps">): string {
  const day = shanghaiDay(new Date(steps[0]?.at ?? 0)).replaceAll("-", "");
  return `MS${day}${policyById(policy)?.district ?? city}${id.slice(0, 14).toUpperCase()}`;
}
