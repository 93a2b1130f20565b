import type { Statistics } from "#shared/contract/statistics.schema.ts";
import { smallestGroup } from "#shared/disclosure/hide-small-groups.ts";
import type { Measures } from "#shared/measures/measure.ts";
import { auditOf, isAuditedIn } from "#shared/omissions/audit-policies.ts";
import type { Entry } from "../entry.ts";

/** What the nightly audit found of every policy in operation: whether both differences are empty, and how large they are. */
export function auditsOf(entries: readonly Entry[], measures: Measures): Statistics["audits"] {
  return entries.flatMap((entry) => {
    if (entry.judgedBy !== "rule" || !isAuditedIn(entry.policy, entry.stage.stage)) return [];
    const measure = measures.get(entry.policy.id);
    if (measure === undefined) return [];
    const { omitted, unfounded, isPending } = auditOf(measure);
    return [
      {
        policy: entry.policy.id,
        title: entry.policy.title,
        auditedOn: measure.day,
        passed: omitted + unfounded === 0,
        pending: isPending,
        omitted: told(omitted),
        unfounded: told(unfounded),
      },
    ];
  });
}

const told = (count: number): number | null => (count > 0 && count < smallestGroup ? null : count);
