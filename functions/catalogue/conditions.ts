import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { Version } from "#shared/rules/policy.ts";
import { clauseTexts } from "#shared/rules/wording/clause-texts.ts";
import type { Entry } from "./entry.ts";
import { shownVersion } from "./shown-version.ts";

/** Who is eligible, clause by clause; all of them must hold. */
export function conditionsOf(entry: Entry, on: CivilDate): string[] {
  return entry.judgedBy === "rule"
    ? conditionsOfVersion(shownVersion(entry.policy, on))
    : [...entry.policy.conditions];
}

/** The clauses as the policy says them, with the figures of the version's first day. */
export function conditionsOfVersion({ eligible, from }: Version): string[] {
  return clauseTexts(eligible, from);
}
