import { conflictSettledTask, conflictTask } from "#shared/cases/conflict.ts";
import { occupyingCase } from "#shared/cases/occupying-case.ts";
import type { ReportedCase } from "#shared/cases/reported-case.ts";
import type { Entitlement } from "#shared/entitlements/entitlement.ts";
import type { EntitlementState } from "#shared/entitlements/states.ts";
import type { Policy } from "#shared/rules/policy.ts";
import type { Draft } from "./changes.ts";
import type { SubjectState } from "./subject-state.ts";

const sentOut: ReadonlySet<EntitlementState> = new Set(["fulfilling", "fulfilled"]);

/**
 * Tells of what another channel has newly taken although it is paid or on its way here: never silently. And of what it
 * has given back since.
 */
export async function findConflicts(
  draft: Draft,
  { cases, asRead }: Pick<SubjectState, "cases" | "asRead">,
  policy: Policy,
): Promise<void> {
  if (cases === asRead.cases) return;
  for (const entitlement of draft.entitlements.values()) {
    if (entitlement.policy !== policy.id) continue;
    const before = conflicting(asRead.cases, entitlement);
    const after = conflicting(cases, entitlement);
    if (before === after) continue;
    if (before !== undefined) {
      const outcome = after === undefined ? "其他渠道已撤回或不予办理" : "其他渠道的情况有更新";
      draft.tasks.push(conflictSettledTask(entitlement, before, outcome, draft.now));
    }
    if (after === undefined) continue;
    // One after the other, in the order of the draft.
    // oxlint-disable-next-line no-await-in-loop
    draft.tasks.push(await conflictTask(policy, entitlement, after, draft.now));
  }
}

/**
 * The case that stands against an entitlement: of what has left here; and of one that is not counted, because somebody
 * else has it for the same person.
 */
function conflicting(
  cases: readonly ReportedCase[],
  entitlement: Entitlement,
): ReportedCase | undefined {
  const isAgainst = sentOut.has(entitlement.state) || entitlement.reservation === "elsewhere";
  return isAgainst ? occupyingCase(cases, entitlement) : undefined;
}
