import type { Version } from "#shared/rules/policy.ts";
import { clauseTexts } from "#shared/rules/wording/clause-texts.ts";

/** Who is eligible, clause by clause as the policy says it, with the figures of the version's first day. */
export function eligibilityClauses({ eligible, from }: Version): string[] {
  return clauseTexts(eligible, from);
}
