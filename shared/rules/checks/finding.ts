import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { Place } from "#shared/rules/boundaries/nodes.ts";
import type { Condition } from "#shared/rules/language/condition.ts";
import type { Policy, Version } from "#shared/rules/policy.ts";
import { describe } from "#shared/rules/wording/describe.ts";

/** What is wrong with a policy, and what to do; for those who write policies. */
export interface Finding {
  readonly policy: string;
  /** The version's id; "all" where it is no single one's. */
  readonly version: string;
  /** The clause as the rule says it, the field, or the example. */
  readonly clause: string;
  readonly en: string;
  readonly zh: string;
}

/** One line of a report. */
export function findingText({ policy, version, clause, en, zh }: Finding): string {
  return `policy ${policy}, version ${version}, clause “${clause}”: ${en} ${zh}`;
}

type Say = (clause: string, en: string, zh: string) => Finding;

/** Findings of one version, or of the policy as a whole. */
export function findingsIn(policy: Policy, version?: Version): Say {
  return (clause, en, zh) => ({
    policy: policy.id,
    version: version?.id ?? "all",
    clause,
    en,
    zh,
  });
}

/** The clause that a place of a rule belongs to, as it is said on a day. */
export function clauseAt(place: Place, version: Version, on: CivilDate = version.from): string {
  for (const { node } of [...place.above, place]) {
    if (node.kind !== "condition") return amountClause(version);
    if (node.condition.kind !== "all") return wordsOf(node.condition, on);
  }
  return "eligible";
}

/** A rule so wrong that it cannot be put into words is named by its kind. */
function wordsOf(condition: Condition, on: CivilDate): string {
  try {
    return describe(condition, on);
  } catch {
    return condition.kind;
  }
}

export function amountClause({ amountInWords }: Version): string {
  return `金额：${amountInWords}`;
}
