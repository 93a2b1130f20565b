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
import { firstPeriod } from "#shared/entitlements/period-of-relative.ts";
import { leaveToOthers } from "#shared/instructions/leave-to-others.ts";
import {
  type FulfilmentMatter,
  loadFulfilmentMatters,
} from "#shared/instructions/load-fulfilment-matters.ts";
import { movedBy, planInstruction, type Plan } from "#shared/instructions/plan-instruction.ts";
import { planSupplement } from "#shared/instructions/plan-supplement.ts";
import {
  newStamp,
  type Order,
  storeInstructions,
} from "#shared/instructions/store-instructions.ts";
import { sparedBy } from "#shared/joins/wait-for-objection.ts";
import { orFailed, type Outcome } from "#shared/outbox/consume-hints.ts";
import type { Task } from "#shared/outbox/task.ts";
import { policyById } from "#shared/policies/index.ts";
import type { StoredRegister } from "#shared/registers/register.ts";
import { selectRegisters } from "#shared/registers/select-registers.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { selectStages, stagesFrom, type StoredStage } from "#shared/stages/select-stages.ts";
import { type Claim, claimReleases, type Release } from "#shared/releases/claim-releases.ts";
import { deliverInstructions } from "./deliver-instructions.ts";
import type { Env } from "./env.ts";
import { type Held, lookAgain } from "./look-again.ts";

interface Planned {
  readonly task: Task;
  readonly matter: FulfilmentMatter;
  /** Of the periods that wait, and of what was paid too little of others. */
  readonly plans: readonly Plan[];
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
      const matter = await spare(env, policy, matters.matterOf(task));
      if (policy === undefined) return { task, matter, plans: [] };
      const own = await planInstruction(policy, matter, city, today, now);
      const more = await planSupplement(policy, matter, city, movedBy(own), today, now);
      return { task, matter, plans: [own, more] };
    }),
  );
  const plans = planned.flatMap((one) => one.plans);
  const releases = await claimReleases(env.DB_CITY, plans.flatMap(claimOf), today);
  const stamp = newStamp();
  const orders = plans.flatMap((plan) => orderOf(plan, releases, stamp));
  const stored = await storeInstructions(db, orders, stamp, now);
  const turn = { releases, stored, orders, receivers, isRestored: city.isRestored, now };
  const outcomes = await Promise.all(
    planned.map(async (one) => orFailed(one.task, async () => outcomeOf(env, db, one, turn))),
  );
  return [...outcomes, ...twins.map((task): Outcome => ({ task, end: "settled" }))];
}

/** What the law guarantees does not wait for an objection to something under another number. */
async function spare(
  env: Env,
  policy: Policy | undefined,
  matter: FulfilmentMatter,
): Promise<FulfilmentMatter> {
  const { subject, isBeingJoined, givenTwice } = matter;
  if (!isBeingJoined || subject === undefined || policy?.isGuaranteedByLaw !== true) return matter;
  const spared = await sparedBy(env, subject.subjectKey, policy.id);
  if (spared === undefined) return matter;
  const given = spared.given.map((period) => firstPeriod(period));
  return {
    ...matter,
    isBeingJoined: false,
    spared: spared.joins,
    givenTwice: new Set([...givenTwice, ...given]),
  };
}

/** Only money that is paid out needs a release; what a bill says less, or a service, does not. */
function claimOf(plan: Plan): Claim[] {
  if (plan.kind !== "ready" || plan.instruction.kind !== "payment") return [];
  const { endToEndId, payer, policy, amountFen } = plan.instruction;
  if (amountFen === null) return [];
  return [{ endToEndId, department: payer, policy, amountFen }];
}

function orderOf(plan: Plan, releases: ReadonlyMap<string, Release>, stamp: string): Order[] {
  if (plan.kind !== "ready") return [];
  const { kind, instruction, ...what } = plan;
  if (instruction.kind !== "payment")
    return [{ ...what, instruction: { ...instruction, release: null, stamp } }];
  const release = releases.get(instruction.endToEndId);
  if (!release?.granted) return [];
  return [{ ...what, instruction: { ...instruction, release: release.ground, stamp } }];
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
  const { task, matter, plans } = planned;
  if (policyById(task.policy) === undefined)
    return { task, end: "failed", failure: "no such policy" };
  const { stored, orders, receivers, isRestored, releases, now } = turn;
  const [first, ...others] = plans.flatMap((plan) => heldIn(plan, releases));
  // From a restored shard nothing leaves, not even what was committed before.
  if (isRestored) {
    const nothing = { entitlements: [], because: "shard-restored" } as const;
    return lookAgain(db, task, [first ?? nothing, ...others], now);
  }
  const ready = new Set(
    plans.flatMap((plan) => (plan.kind === "ready" ? plan.instruction.endToEndId : [])),
  );
  const own = orders.filter(({ instruction }) => ready.has(instruction.endToEndId));
  const arrived = own.filter(({ instruction }) => stored.has(instruction.endToEndId));
  const due = [...matter.undelivered, ...arrived.map(({ instruction }) => instruction)];
  const { statements, failure } = await deliverInstructions(env, db, due, receivers, now);
  // Those that arrived must not wait for those that did not.
  const fail = async (because: string): Promise<Outcome> => {
    if (statements.length > 0) await db.batch([...statements]);
    return { task, end: "failed", failure: because };
  };
  if (failure !== undefined) return fail(failure);
  if (arrived.length < own.length) return fail("the entitlement changed meanwhile");
  const done = [...statements, ...(await leaveToOthers(db, matter, now))];
  if (first === undefined) return { task, end: "settled", statements: done };
  const held = await lookAgain(db, task, [first, ...others], now);
  return { ...held, statements: [...done, ...(held.statements ?? [])] };
}

/** What of a plan may not be paid yet, whatever else is delivered: its task goes on. */
function heldIn(plan: Plan, releases: ReadonlyMap<string, Release>): Held[] {
  switch (plan.kind) {
    case "nothing":
      return [];
    case "held":
      return [plan];
    case "ready": {
      const release = releases.get(plan.instruction.endToEndId);
      return release?.granted === false ? [{ ...plan, because: release.because }] : [];
    }
  }
  return plan satisfies never;
}
