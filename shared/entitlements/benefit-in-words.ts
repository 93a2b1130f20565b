import { formatYuan } from "#shared/money/fen.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { perPeriod } from "#shared/rules/wording/per-period.ts";
import type { Entitlement } from "./entitlement.ts";

/** What one gets: 每月150元; a service by its name. */
export function benefitInWords(
  { title, period }: Policy,
  { amountFen }: Pick<Entitlement, "amountFen">,
): string {
  return amountFen === null ? title : `${perPeriod[period]}${formatYuan(amountFen)}`;
}
