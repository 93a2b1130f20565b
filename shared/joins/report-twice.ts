import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { plainPeriod } from "#shared/entitlements/period-of-relative.ts";
import type { Task } from "#shared/outbox/task.ts";
import { policyById } from "#shared/policies/index.ts";
import { openWorkItemTask } from "#shared/work-items/work-item-task.ts";
import type { GivenTwice } from "./merge-entitlements.ts";

/** By then the department has looked at what was given twice. */
const workingDays = 5;

/** What was given under both numbers is never silent: the lead department decides on recovering the second one. */
export function reportTwice(twice: readonly GivenTwice[], subjectKey: string, now: Date): Task[] {
  return twice.flatMap(({ first, second }) => {
    const policy = policyById(second.policy);
    if (policy === undefined) return [];
    const { id: reference, amountFen } = second;
    return [
      openWorkItemTask(
        {
          kind: "given-twice",
          owner: policy.leadDepartment,
          policy: policy.id,
          reference,
          detail: { period: plainPeriod(first.period), amountFen, first: first.id },
          term: { from: shanghaiDay(now), workingDays },
        },
        subjectKey,
        now,
      ),
    ];
  });
}
