import { adjustmentIn } from "#shared/adjustments/adjustment.ts";
import { owedBy } from "#shared/adjustments/agree-instalments.ts";
import { findByAdjustment } from "#shared/adjustments/load-adjusted.ts";
import type { Calendar } from "#shared/calendar/calendar.ts";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { toldPeriod } from "#shared/entitlements/period-of-relative.ts";
import { orFailed, type Outcome } from "#shared/outbox/consume-hints.ts";
import type { Task } from "#shared/outbox/task.ts";
import { policyById } from "#shared/policies/index.ts";
import { openWorkItems } from "#shared/work-items/open-work-items.ts";
import type { Env } from "./env.ts";

/** The day after the last one on which something had to be repaid. */
export const isRepayment = ({ kind }: Task): boolean => kind === "repayment-due";

/** In how many working days the lead department reminds whoever has not repaid. */
const remindWithinWorkingDays = 5;

/** Puts before the lead department what was not repaid in time. Nothing is taken by itself. */
export async function repaymentTasks(
  { DB_CITY }: Env,
  db: D1Database,
  tasks: readonly Task[],
  calendar: () => Promise<Calendar>,
  now: Date,
): Promise<readonly Outcome[]> {
  if (tasks.length === 0) return [];
  const known = await calendar();
  return Promise.all(
    tasks.map(async (task) =>
      orFailed(task, async () => {
        const found = await findByAdjustment(db, adjustmentIn(task));
        const day = civilDate(task.reference.split(".")[1] ?? "");
        const { adjustment } = found ?? {};
        if (adjustment === undefined || adjustment.repaidFen >= owedBy(adjustment, day))
          return { task, end: "settled" };
        const { policy, subjectKey, period, repaidFen } = adjustment;
        const item = {
          kind: "recovery-overdue",
          reference: task.reference,
          owner: policyById(policy)?.leadDepartment ?? "operations",
          policy,
          detail: {
            period: await toldPeriod(subjectKey, period),
            overdueFen: owedBy(adjustment, day) - repaidFen,
          },
          term: { from: shanghaiDay(now), workingDays: remindWithinWorkingDays },
        } as const;
        await openWorkItems(DB_CITY, [item], known, now);
        return { task, end: "settled" };
      }),
    ),
  );
}
