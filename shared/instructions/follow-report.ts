import type { Adjustment } from "#shared/adjustments/adjustment.ts";
import { followUpsOf } from "#shared/adjustments/follow-ups.ts";
import { pathAfter, settle } from "#shared/adjustments/settle.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { toldPeriod } from "#shared/entitlements/period-of-relative.ts";
import { claimReferences } from "#shared/confirmations/decision-paths.ts";
import { advance, type Advanced } from "#shared/entitlements/advance.ts";
import type { Entitlement } from "#shared/entitlements/entitlement.ts";
import type { EntitlementState } from "#shared/entitlements/states.ts";
import { newTask, type Task } from "#shared/outbox/task.ts";
import { policyById } from "#shared/policies/index.ts";
import { isClaimed } from "#shared/reservations/claim.ts";
import { openWorkItemTask } from "#shared/work-items/work-item-task.ts";
import type { FulfilmentReport } from "./consider-report.ts";
import type { Instruction } from "./instruction.ts";

/** After the first payment has failed: so many more attempts, then people look into it. */
const mostRetries = 2;

/** In how many working days the lead department looks into what failed too often. */
const lookWithinWorkingDays = 5;

/** What an instruction has paid, as it was read. */
export interface Paid {
  /** Those of which it is the own instruction, and those whose supplements it pays. */
  readonly entitlements: readonly Entitlement[];
  /** All of these entitlements. */
  readonly adjustments: readonly Adjustment[];
}

/** What becomes of them. */
export interface Followed {
  readonly moves: readonly Advanced[];
  readonly adjustments: readonly Adjustment[];
  readonly tasks: readonly Task[];
}

/**
 * Follows what a payer reports of an instruction. What failed waits for another account, and after two more attempts it
 * is suspended with a work item. What is no longer due ends; and whatever was paid beside it is brought into line.
 */
export async function followReport(
  instruction: Instruction,
  { result }: Pick<FulfilmentReport, "result">,
  { entitlements, adjustments }: Paid,
  now: Date,
): Promise<Followed> {
  const { endToEndId, payer, subjectKey, policy } = instruction;
  const moves: Advanced[] = [];
  const changed: Adjustment[] = [];
  const tasks: Task[] = [];
  let isSuspended = false;
  for (const entitlement of entitlements) {
    const isOwn = entitlement.instruction === endToEndId;
    const before = adjustments.filter((one) => one.entitlement === entitlement.id);
    const reported = before.map((one) => supplementAfter(one, endToEndId, result));
    const path = isOwn ? pathOf(entitlement, result) : [];
    const reservation = reservationAfter(entitlement, path);
    const next = { ...entitlement, state: path.at(-1) ?? entitlement.state };
    // Each rests on its own position alone, but the entries are one list.
    // oxlint-disable no-await-in-loop
    const settled = await settle(next, reported, "facts", now);
    moves.push(
      await advance(entitlement, {
        path: isOwn ? path : pathAfter(next, settled.adjustments),
        event: isOwn ? `reported-${result}` : `supplement-${result}`,
        actor: `department:${payer}`,
        at: now,
        set: {
          reservation,
          heldBecause: path.at(-1) === "suspended" ? "returned-too-often" : entitlement.heldBecause,
        },
      }),
    );
    const rows = settled.adjustments.filter((one) => !before.includes(one));
    changed.push(...rows);
    const found = policyById(policy);
    if (found !== undefined)
      tasks.push(...(await followUpsOf(found, reported, settled.changed, now)));
    if (reservation !== entitlement.reservation) {
      const references = claimReferences([entitlement]);
      tasks.push(...references.map((reference) => reserveTask(subjectKey, reference, now)));
    }
    const suspended = [
      ...(path.at(-1) === "suspended" ? [`${entitlement.id}.${entitlement.attempts}`] : []),
      ...rows.flatMap((one) => (one.state === "suspended" ? [`${one.id}.${one.attempts}`] : [])),
    ];
    for (const reference of suspended)
      tasks.push(await suspensionTask(entitlement, reference, payer, now));
    // oxlint-enable no-await-in-loop
    isSuspended ||= suspended.length > 0;
  }
  const about = { subjectKey, policy, reference: endToEndId, dueAt: now };
  if (result === "paid") {
    tasks.push(newTask({ ...about, topic: "notify", kind: "fulfilled" }, now));
  } else {
    // The account may have changed while the payment was under way: then it goes out again at once.
    tasks.push(newTask({ ...about, topic: "fulfil", kind: "instruct" }, now));
    tasks.push(
      newTask({ ...about, topic: "notify", kind: isSuspended ? "suspended" : "returned" }, now),
    );
  }
  return { moves, adjustments: changed, tasks };
}

function pathOf(
  { attempts, amountFen }: Entitlement,
  result: FulfilmentReport["result"],
): EntitlementState[] {
  if (result === "paid") return ["fulfilled"];
  // Facts have said meanwhile that nothing was due: it need not be paid after all.
  if (amountFen === 0) return ["payment-returned", "terminated"];
  return attempts < mostRetries ? ["payment-returned"] : ["payment-returned", "suspended"];
}

function supplementAfter(
  one: Adjustment,
  endToEndId: string,
  result: FulfilmentReport["result"],
): Adjustment {
  if (one.kind !== "supplement" || one.instruction !== endToEndId) return one;
  if (result === "paid") return { ...one, state: "paid" };
  return { ...one, state: one.attempts < mostRetries ? "returned" : "suspended" };
}

function reservationAfter(
  { reservation }: Entitlement,
  path: readonly EntitlementState[],
): Entitlement["reservation"] {
  return path.at(-1) === "terminated" && isClaimed(reservation) ? "released" : reservation;
}

function reserveTask(subjectKey: string, reference: string, now: Date): Task {
  return newTask(
    { topic: "sweep", kind: "reserve", subjectKey, policy: "", reference, dueAt: now },
    now,
  );
}

async function suspensionTask(
  { subjectKey, policy, period }: Entitlement,
  reference: string,
  payer: string,
  now: Date,
): Promise<Task> {
  return openWorkItemTask(
    {
      kind: "payment-suspended",
      reference,
      owner: policyById(policy)?.leadDepartment ?? "operations",
      policy,
      detail: { period: await toldPeriod(subjectKey, period), payer },
      term: { from: shanghaiDay(now), workingDays: lookWithinWorkingDays },
    },
    subjectKey,
    now,
  );
}
