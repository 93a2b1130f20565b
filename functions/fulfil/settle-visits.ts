import { isBehind, type Seal, selectNewestSeals } from "#shared/audit/seal.ts";
import { findSealMarks } from "#shared/audit/find-seal-marks.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { readCalendar } from "#shared/calendars/read-calendar.ts";
import { rowsOf } from "#shared/db/statement.ts";
import { findReceivers } from "#shared/departments/find-receivers.ts";
import type { Hold } from "#shared/entitlements/entitlement.ts";
import type { Instruction } from "#shared/instructions/instruction.ts";
import { orFailed, type Outcome } from "#shared/outbox/consume-hints.ts";
import type { Task } from "#shared/outbox/task.ts";
import { policyById } from "#shared/policies/index.ts";
import { claimReleases } from "#shared/releases/claim-releases.ts";
import type { Policy } from "#shared/rules/policy.ts";
import {
  loadSettlement,
  type SettlementMatter,
  settlementInstruction,
  storeSettlement,
} from "#shared/settlements/instruct-settlements.ts";
import { readStages } from "#shared/stages/read-stages.ts";
import { stageOf } from "#shared/stages/stage.ts";
import { deliverInstructions } from "./deliver-instructions.ts";
import type { Env } from "./env.ts";
import { nextLook } from "./look-again.ts";

/**
 * Pays venues what is given back for a month's visits, as anything is paid: released by two persons or under an
 * authorisation and its cap, committed, and only then sent, again under the same id until the payer has it. From a
 * restored shard nothing leaves.
 */
export async function settleVisits(
  env: Env,
  shard: number,
  db: D1Database,
  tasks: readonly Task[],
  now: Date,
): Promise<Outcome[]> {
  if (tasks.length === 0) return [];
  // Before the seals: a seal made meanwhile must not look like one that is missing.
  const marks = await findSealMarks(env.DB_CITY);
  const seals = rowsOf<Seal>(await selectNewestSeals(db).all());
  const isRestored = isBehind(seals, marks.get(shard));
  return Promise.all(
    tasks.map(async (task) =>
      orFailed(task, async () => settleOne(env, db, task, isRestored, now)),
    ),
  );
}

async function settleOne(
  env: Env,
  db: D1Database,
  task: Task,
  isRestored: boolean,
  now: Date,
): Promise<Outcome> {
  const policy = policyById(task.policy);
  if (policy === undefined) return { task, end: "failed", failure: "no such policy" };
  const matter = await loadSettlement(env.DB_CITY, db, task);
  const { settlement } = matter;
  if (settlement === undefined)
    return { task, end: "failed", failure: "the settlement is not written down yet" };
  if (isRestored) return held(task, "shard-restored", now);
  const { payer } = policy.fulfilment;
  const receivers = await findReceivers(env.DB_CITY, env.KEYRING_KEY, "fulfilment", [payer]);
  if (!receivers.has(payer)) return held(task, "payer-missing", now);
  const stored = matter.instruction ?? (await instruct(env, db, policy, matter, now));
  if (typeof stored === "string") return held(task, stored, now);
  if (stored.state !== "requested") return { task, end: "settled" };
  const { statements, failure } = await deliverInstructions(env, db, [stored], receivers, now);
  return failure === undefined
    ? { task, end: "settled", statements }
    : { task, end: "failed", failure };
}

/** The payment, committed; or why it may not be paid yet. */
async function instruct(
  env: Env,
  db: D1Database,
  policy: Policy,
  { settlement, subject, isBeingJoined }: SettlementMatter,
  now: Date,
): Promise<Instruction | Hold> {
  const city = env.DB_CITY;
  if (settlement === undefined || subject === undefined || subject.accountSealed === null)
    return "account-missing";
  if (isBeingJoined) return "being-joined";
  if (stageOf(await readStages(city), policy.id).stage === "paused") return "policy-paused";
  const today = shanghaiDay(now);
  const { endToEndId, amountFen } = settlement;
  const claim = { endToEndId, department: policy.fulfilment.payer, policy: policy.id, amountFen };
  const release = (await claimReleases(city, [claim], today)).get(endToEndId);
  if (release === undefined || !release.granted) return release?.because ?? "release-missing";
  const calendar = await readCalendar(city);
  const instruction = settlementInstruction(
    policy,
    settlement,
    subject,
    release.ground,
    calendar,
    today,
    now,
  );
  return (await storeSettlement(db, instruction)) ? instruction : "being-joined";
}

/** The cause stands in the task, so that whatever ends it can find and wake it. */
function held(task: Task, because: Hold, now: Date): Outcome {
  const { topic, reference } = task;
  const next = { topic, kind: "settle-visits", reference, failure: because } as const;
  return { task, end: "continued", next: { ...next, dueAt: nextLook(because, now) } };
}
