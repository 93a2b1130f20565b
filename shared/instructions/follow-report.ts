import { type Adjustment, isUnpaidSupplement } from "#shared/adjustments/adjustment.ts";
import type { Repayment } from "#shared/adjustments/record-repayment.ts";
import { instalmentsOf } from "#shared/adjustments/agree-instalments.ts";
import { lookAfter } from "#shared/adjustments/decide-recovery.ts";
import { followUpsOf, noticeOf } from "#shared/adjustments/follow-ups.ts";
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
  /** What of it was kept for what its subject has not repaid. */
  readonly setOffs: readonly Repayment[];
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
  { entitlements, adjustments, setOffs }: Paid,
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
    const isPaidBy = isOwn || before.some(({ instruction: by }) => by === endToEndId);
    // What was set off against it is in the books since it left.
    if (result === "paid" && !isPaidBy) continue;
    const reported = before
      .map((one) => supplementAfter(one, endToEndId, result))
      .map((one) => (result === "paid" ? one : withoutSetOff(one, setOffs)));
    const ownPath = isOwn ? pathOf(entitlement, result) : [];
    const reservation = reservationAfter(entitlement, ownPath);
    const next = { ...entitlement, state: ownPath.at(-1) ?? entitlement.state };
    // Each rests on its own position alone, but the entries are one list.
    // oxlint-disable no-await-in-loop
    const settled = await settle(next, reported, "facts", now);
    const again = claimedAgain(before, settled.adjustments);
    const path = isOwn ? ownPath : pathBack(entitlement, again, settled.adjustments);
    moves.push(
      await advance(entitlement, {
        path,
        event: isOwn ? `reported-${result}` : isPaidBy ? `supplement-${result}` : "set-off-undone",
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
    tasks.push(...again.flatMap((one) => owedAgain(one, endToEndId, now)));
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
  // What was owed beside it had to wait for it.
  const waits = changed.concat(adjustments).some(isUnpaidSupplement);
  if (result === "paid") {
    if (waits) tasks.push(newTask({ ...about, topic: "fulfil", kind: "instruct" }, now));
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

/** What was set off against a payment that did not arrive is owed again. */
function withoutSetOff(one: Adjustment, setOffs: readonly Repayment[]): Adjustment {
  const undone = setOffs.filter(({ adjustment }) => adjustment === one.id);
  if (undone.length === 0) return one;
  const amountFen = undone.reduce((sum, { amountFen: part }) => sum + part, 0);
  const state = one.state === "settled" ? "demanded" : one.state;
  return { ...one, repaidFen: one.repaidFen - amountFen, state };
}

/** The claims that less was given back of than before. */
function claimedAgain(before: readonly Adjustment[], after: readonly Adjustment[]): Adjustment[] {
  const known = new Map(before.map((one) => [one.number, one.repaidFen]));
  return after.filter(
    (one) => one.state === "demanded" && one.repaidFen < (known.get(one.number) ?? 0),
  );
}

/** Back to what is claimed, where a set-off had settled it. */
function pathBack(
  entitlement: Entitlement,
  again: readonly Adjustment[],
  adjustments: readonly Adjustment[],
): EntitlementState[] {
  if (again.length > 0 && entitlement.state === "recovered") return ["fulfilled", "recovering"];
  if (again.length > 0 && entitlement.state === "fulfilled") return ["recovering"];
  return pathAfter(entitlement, adjustments);
}

/** The subject hears of it, and people look whether it is overdue. */
function owedAgain(recovery: Adjustment, endToEndId: string, now: Date): Task[] {
  const today = shanghaiDay(now);
  const days = [...instalmentsOf(recovery).map(({ dueOn }) => dueOn), recovery.dueOn];
  const past = days.findLast((day) => day !== null && day < today) ?? null;
  return [
    noticeOf("recovery-owed-again", recovery, now, endToEndId),
    ...lookAfter(recovery, past, now),
  ];
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
