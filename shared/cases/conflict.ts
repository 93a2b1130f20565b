import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import type { Entitlement } from "#shared/entitlements/entitlement.ts";
import { toldPeriod } from "#shared/entitlements/period-of-relative.ts";
import type { Task } from "#shared/outbox/task.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { closeWorkItemTask, openWorkItemTask } from "#shared/work-items/work-item-task.ts";
import type { WorkItemKey } from "#shared/work-items/work-item.ts";
import type { ReportedCase } from "./reported-case.ts";

/** Within how many working days the lead department says which channel has the right. */
const settledWithinWorkingDays = 2;

/** How a conflict ends that nobody had to decide. */
export const cameBack = "本渠道的款项已退回，由其他渠道发放";

/**
 * The task that tells the lead department: what is paid or on its way here, or counted for another one, is another
 * channel's as well. Nobody decides that by a rule.
 */
export async function conflictTask(
  { leadDepartment }: Pick<Policy, "leadDepartment">,
  entitlement: Entitlement,
  by: ReportedCase,
  now: Date,
): Promise<Task> {
  const { id, subjectKey, policy, period, state, amountFen } = entitlement;
  return openWorkItemTask(
    {
      ...conflictKey(entitlement, by),
      owner: leadDepartment,
      policy,
      detail: {
        entitlement: id,
        period: await toldPeriod(subjectKey, period),
        state,
        amountFen,
        channel: by.channel,
        caseNumber: by.caseNumber === "" ? null : by.caseNumber,
        caseState: by.state,
        caseAmountFen: by.amountFen,
      },
      term: { from: shanghaiDay(now), workingDays: settledWithinWorkingDays },
    },
    subjectKey,
    now,
  );
}

/** The task that says that only one channel has it by now. */
export function conflictSettledTask(
  entitlement: Pick<Entitlement, "id" | "subjectKey">,
  by: ReportedCase,
  outcome: string,
  now: Date,
): Task {
  const key = conflictKey(entitlement, by);
  return closeWorkItemTask(key, "system:cases", outcome, entitlement.subjectKey, now);
}

/** What a channel says anew is another conflict. */
function conflictKey({ id }: Pick<Entitlement, "id">, by: ReportedCase): WorkItemKey {
  return { kind: "case-conflict", reference: `${id} ${by.channel} ${by.observedAt}` };
}
