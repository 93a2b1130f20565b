import {
  calendarFrom,
  selectCalendarYears,
  type StoredYear,
} from "#shared/calendars/read-calendar.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { findReceivers, type Receiver } from "#shared/departments/find-receivers.ts";
import { isBehind } from "#shared/audit/seal.ts";
import { findSealMarks } from "#shared/audit/find-seal-marks.ts";
import { rowsOf } from "#shared/db/statement.ts";
import { leaveToOthers } from "#shared/instructions/leave-to-others.ts";
import {
  type FulfilmentMatter,
  loadFulfilmentMatters,
} from "#shared/instructions/load-fulfilment-matters.ts";
import { planInstruction, type Plan } from "#shared/instructions/plan-instruction.ts";
import {
  newStamp,
  type Order,
  storeInstructions,
} from "#shared/instructions/store-instructions.ts";
import { orFailed, type Outcome } from "#shared/outbox/consume-hints.ts";
import type { Task } from "#shared/outbox/task.ts";
import { policyById } from "#shared/policies/index.ts";
import type { StoredRegister } from "#shared/registers/register.ts";
import { selectRegisters } from "#shared/registers/select-registers.ts";
import { selectStages, stagesFrom, type StoredStage } from "#shared/stages/select-stages.ts";
import { type Claim, claimReleases, type Release } from "#shared/releases/claim-releases.ts";
import { deliverInstructions } from "./deliver-instructions.ts";
import type { Env } from "./env.ts";
import { lookAgain } from "./look-again.ts";

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
  // All that waits for one subject under one policy is one piece of work, however many tasks ask for it.
  // The one that failed least often stands for them, so that a new month does not inherit an old one's failures.
  const groups = [
    ...Map.groupBy(
      tasks.toSorted((a, b) => a.attempts - b.attempts),
      ({ subjectKey, policy }) => `${subjectKey} ${policy}`,
    ).values(),
  ];
  const firsts = groups.flatMap(([first]) => first ?? []);
  const twins = groups.flatMap((group) => group.slice(1));
  const payers = [
    ...new Set(firsts.flatMap(({ policy }) => policyById(policy)?.fulfilment.payer ?? [])),
  ];
  const [[registers, stages, years], marks, receivers] = await Promise.all([
    env.DB_CITY.batch([
      selectRegisters(env.DB_CITY),
      selectStages(env.DB_CITY),
      selectCalendarYears(env.DB_CITY),
    ]),
    findSealMarks(env.DB_CITY),
    findReceivers(env.DB_CITY, env.KEYRING_KEY, "fulfilment", payers),
  ]);
  // After the marks: a seal made meanwhile must not look like one that is missing.
  const matters = await loadFulfilmentMatters(db, firsts);
  const city = {
    registers: rowsOf<StoredRegister>(registers),
    stages: stagesFrom(rowsOf<StoredStage>(stages)),
    calendar: calendarFrom(rowsOf<StoredYear>(years)),
    payers: new Set(receivers.keys()),
    isRestored: isBehind(matters.seals, marks.get(shard)),
  };
  const planned = await Promise.all(
    firsts.map(async (task): Promise<Planned> => {
      const policy = policyById(task.policy);
      const matter = matters.matterOf(task);
      const plan =
        policy === undefined
          ? ({ kind: "nothing" } as const)
          : await planInstruction(policy, matter, city, today, now);
      return { task, matter, plan };
    }),
  );
  const releases = await claimReleases(env.DB_CITY, planned.flatMap(claimOf), today);
  const stamp = newStamp();
  const orders = planned.flatMap(({ plan }) => orderOf(plan, releases, stamp));
  const stored = await storeInstructions(db, orders, stamp, now);
  const turn = { releases, stored, orders, receivers, isRestored: city.isRestored, now };
  const outcomes = await Promise.all(
    planned.map(async (one) => orFailed(one.task, async () => outcomeOf(env, db, one, turn))),
  );
  return [...outcomes, ...twins.map((task): Outcome => ({ task, end: "settled" }))];
}

/** Only money that is paid out needs a release; what a bill says less, or a service, does not. */
function claimOf({ plan }: Planned): Claim[] {
  if (plan.kind !== "ready" || plan.instruction.kind !== "payment") return [];
  const { endToEndId, payer, policy, amountFen } = plan.instruction;
  if (amountFen === null) return [];
  return [{ endToEndId, department: payer, policy, amountFen }];
}

function orderOf(plan: Plan, releases: ReadonlyMap<string, Release>, stamp: string): Order[] {
  if (plan.kind !== "ready") return [];
  const { instruction, entitlements } = plan;
  if (instruction.kind !== "payment")
    return [{ instruction: { ...instruction, release: null, stamp }, entitlements }];
  const release = releases.get(instruction.endToEndId);
  if (!release?.granted) return [];
  return [{ instruction: { ...instruction, release: release.ground, stamp }, entitlements }];
}

/** What became of one subject's orders, for the outcome of its task. */
interface Turn {
  readonly releases: ReadonlyMap<string, Release>;
  readonly stored: ReadonlySet<string>;
  readonly orders: readonly Order[];
  readonly receivers: ReadonlyMap<string, Receiver>;
  readonly isRestored: boolean;
  readonly now: Date;
}

async function outcomeOf(env: Env, db: D1Database, planned: Planned, turn: Turn): Promise<Outcome> {
  const { task, matter, plan } = planned;
  if (policyById(task.policy) === undefined)
    return { task, end: "failed", failure: "no such policy" };
  const { releases, stored, orders, receivers, isRestored, now } = turn;
  // From a restored shard nothing leaves, not even what was committed before.
  if (isRestored)
    return lookAgain(
      db,
      task,
      plan.kind === "held" ? plan.entitlements : [],
      "shard-restored",
      now,
    );
  const order =
    plan.kind === "ready"
      ? orders.find(({ instruction }) => instruction.endToEndId === plan.instruction.endToEndId)
      : undefined;
  const isStored = order !== undefined && stored.has(order.instruction.endToEndId);
  const due = isStored ? [...matter.undelivered, order.instruction] : matter.undelivered;
  const { statements, failure } = await deliverInstructions(env, db, due, receivers, now);
  if (failure !== undefined) {
    // Those that arrived must not wait for those that did not.
    if (statements.length > 0) await db.batch([...statements]);
    return { task, end: "failed", failure };
  }
  const done = [...statements, ...(await leaveToOthers(db, matter, now))];
  const held = await heldPart(db, task, plan, releases, now);
  if (held !== undefined) return { ...held, statements: [...done, ...(held.statements ?? [])] };
  if (plan.kind === "ready" && !isStored) {
    if (statements.length > 0) await db.batch([...statements]);
    return { task, end: "failed", failure: "the entitlement changed meanwhile" };
  }
  return { task, end: "settled", statements: done };
}

/** What may not be paid yet, whatever else was delivered: its task goes on. */
async function heldPart(
  db: D1Database,
  task: Task,
  plan: Plan,
  releases: ReadonlyMap<string, Release>,
  now: Date,
): Promise<Extract<Outcome, { end: "continued" }> | undefined> {
  switch (plan.kind) {
    case "nothing":
      return undefined;
    case "held":
      return lookAgain(db, task, plan.entitlements, plan.because, now);
    case "ready": {
      const release = releases.get(plan.instruction.endToEndId);
      return release?.granted === false
        ? lookAgain(db, task, plan.entitlements, release.because, now)
        : undefined;
    }
  }
  return plan satisfies never;
}
