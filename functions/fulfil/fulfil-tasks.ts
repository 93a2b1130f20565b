import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { findReceivers, type Receiver } from "#shared/departments/find-receivers.ts";
import { isBehind } from "#shared/audit/seal.ts";
import { findSealMarks } from "#shared/audit/find-seal-marks.ts";
import { rowsOf } from "#shared/db/statement.ts";
import {
  type FulfilmentMatter,
  loadFulfilmentMatters,
} from "#shared/instructions/load-fulfilment-matters.ts";
import type { Instruction } from "#shared/instructions/instruction.ts";
import { planInstruction, type Plan } from "#shared/instructions/plan-instruction.ts";
import {
  newStamp,
  type Order,
  storeInstructions,
} from "#shared/instructions/store-instructions.ts";
import type { Outcome } from "#shared/outbox/consume-hints.ts";
import type { Task } from "#shared/outbox/task.ts";
import { policyById } from "#shared/policies/index.ts";
import type { StoredRegister } from "#shared/registers/register.ts";
import { selectRegisters } from "#shared/registers/select-registers.ts";
import { claimReleases, type Release } from "#shared/releases/claim-releases.ts";
import { deliverInstructions } from "./deliver-instructions.ts";
import type { Env } from "./env.ts";
import { holdEntitlements } from "./hold-entitlements.ts";

interface Planned {
  readonly task: Task;
  readonly matter: FulfilmentMatter;
  readonly plan: Plan;
}

/**
 * Works on the tasks of one shard: what the payer has not acknowledged is sent again under the same id; what waits
 * is checked, released, committed and sent; what may not be paid yet is held, with its reason.
 */
export async function fulfilTasks(
  env: Env,
  shard: number,
  db: D1Database,
  tasks: readonly Task[],
  now: Date,
): Promise<Outcome[]> {
  const today = shanghaiDay(now);
  const payers = [
    ...new Set(tasks.flatMap(({ policy }) => policyById(policy)?.fulfilment.payer ?? [])),
  ];
  const [registerRows, marks, receivers] = await Promise.all([
    selectRegisters(env.DB_CITY).all(),
    findSealMarks(env.DB_CITY),
    findReceivers(env.DB_CITY, env.KEYRING_KEY, "fulfilment", payers),
  ]);
  // After the marks: a seal made meanwhile must not look like one that is missing.
  const matters = await loadFulfilmentMatters(db, tasks);
  const city = {
    registers: rowsOf<StoredRegister>(registerRows),
    payers: new Set(receivers.keys()),
    isRestored: isBehind(matters.seals, marks.get(shard)),
  };
  const planned = await Promise.all(
    tasks.map(async (task): Promise<Planned> => {
      const policy = policyById(task.policy);
      if (policy === undefined) throw new Error(`outbox row ${task.id} names no known policy`);
      const matter = matters.matterOf(task);
      return { task, matter, plan: await planInstruction(policy, matter, city, today, now) };
    }),
  );
  const releases = await claimReleases(env.DB_CITY, planned.flatMap(claimOf), today);
  const stamp = newStamp();
  const orders = planned.flatMap(({ plan }) => orderOf(plan, releases, stamp));
  const stored = await storeInstructions(db, orders, stamp, now);
  return Promise.all(
    planned.map(async (one) => outcomeOf(env, db, one, releases, stored, orders, receivers, now)),
  );
}

function claimOf({ plan }: Planned): Parameters<typeof claimReleases>[1][number][] {
  if (plan.kind !== "ready" || plan.instruction.amountFen === null) return [];
  const { endToEndId, payer, policy, amountFen } = plan.instruction;
  return [{ endToEndId, department: payer, policy, amountFen }];
}

function orderOf(plan: Plan, releases: ReadonlyMap<string, Release>, stamp: string): Order[] {
  if (plan.kind !== "ready") return [];
  const { instruction, entitlements } = plan;
  if (instruction.amountFen === null)
    return [{ instruction: { ...instruction, release: null, stamp }, entitlements }];
  const release = releases.get(instruction.endToEndId);
  if (!release?.granted) return [];
  return [{ instruction: { ...instruction, release: release.ground, stamp }, entitlements }];
}

async function outcomeOf(
  env: Env,
  db: D1Database,
  { task, matter, plan }: Planned,
  releases: ReadonlyMap<string, Release>,
  stored: ReadonlySet<string>,
  orders: readonly Order[],
  receivers: ReadonlyMap<string, Receiver>,
  now: Date,
): Promise<Outcome> {
  const due: Instruction[] = [...matter.undelivered];
  switch (plan.kind) {
    case "nothing":
      break;
    case "held":
      if (due.length === 0) return holdEntitlements(db, task, plan.entitlements, plan.because, now);
      break;
    case "ready": {
      const release = releases.get(plan.instruction.endToEndId);
      if (release?.granted === false && due.length === 0) {
        return holdEntitlements(db, task, plan.entitlements, release.because, now);
      }
      const order = orders.find(
        ({ instruction }) => instruction.endToEndId === plan.instruction.endToEndId,
      );
      if (order !== undefined && stored.has(order.instruction.endToEndId))
        due.push(order.instruction);
      // Changed since it was read: the same task looks again at once.
      else if (due.length === 0)
        return { task, end: "failed", failure: "the entitlement changed meanwhile" };
    }
  }
  return deliverInstructions(env, db, task, matter.subject, due, receivers, now);
}
