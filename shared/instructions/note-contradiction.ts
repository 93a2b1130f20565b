import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { advance } from "#shared/entitlements/advance.ts";
import { storeAdvanced } from "#shared/entitlements/store-advanced.ts";
import { sendHints } from "#shared/outbox/send-hints.ts";
import { storeTasks } from "#shared/outbox/store-tasks.ts";
import { policyById } from "#shared/policies/index.ts";
import type { QueueBindings } from "#shared/queues.ts";
import { openWorkItemTask } from "#shared/work-items/work-item-task.ts";
import type { FulfilmentReport } from "./consider-report.ts";
import type { Paid } from "./follow-report.ts";
import type { Instruction } from "./instruction.ts";

/** In how many working days the lead department finds out where the money is. */
const clearUpWithinWorkingDays = 2;

/**
 * A payer has contradicted itself: nothing of what was known changes, but people have to find out where the money is,
 * and until then nothing of it is paid again.
 */
export async function noteContradiction(
  db: D1Database,
  queues: QueueBindings,
  { endToEndId, subjectKey, policy, payer, state }: Instruction,
  { result }: FulfilmentReport,
  { entitlements }: Paid,
  now: Date,
): Promise<void> {
  const waiting = entitlements.filter((one) => one.state === "payment-returned");
  const moves = await Promise.all(
    waiting.map(async (one) =>
      advance(one, {
        path: ["suspended"],
        event: "payer-contradiction",
        actor: `department:${payer}`,
        at: now,
        set: { heldBecause: "payer-contradiction" },
      }),
    ),
  );
  const task = openWorkItemTask(
    {
      kind: "payer-contradiction",
      reference: `${endToEndId}.${result}`,
      owner: policyById(policy)?.leadDepartment ?? "operations",
      policy,
      detail: { endToEndId, payer, known: state, reported: result },
      term: { from: shanghaiDay(now), workingDays: clearUpWithinWorkingDays },
    },
    subjectKey,
    now,
  );
  await db.batch([...storeAdvanced(db, moves), storeTasks(db, [task])]);
  await sendHints(queues, [task]);
}
