import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { readCalendar } from "#shared/calendars/read-calendar.ts";
import { findSealMarks } from "#shared/audit/find-seal-marks.ts";
import { startCaseFeed } from "#shared/case-feed/start-case-feed.ts";
import { startCounting } from "#shared/case-feed/start-counting.ts";
import { markSeal, sealShard } from "#shared/audit/seal-shard.ts";
import { databaseOf, shardCount } from "#shared/db/shards.ts";
import type { Circumstances } from "#shared/judging/decide.ts";
import { reviewDue } from "#shared/judging/review-due.ts";
import { startMeasuring } from "#shared/measures/start-measuring.ts";
import { consumeHints, orFailed } from "#shared/outbox/consume-hints.ts";
import type { Task } from "#shared/outbox/task.ts";
import { relayDueTasks } from "#shared/outbox/relay-due-tasks.ts";
import { sendHints } from "#shared/outbox/send-hints.ts";
import type { StoredRegister } from "#shared/registers/register.ts";
import { reviewForNewRegisters } from "#shared/registers/review-for-new-registers.ts";
import { noticeChangedRules } from "#shared/re-evaluation/notice-changed-rules.ts";
import { startReEvaluations } from "#shared/re-evaluation/start-re-evaluations.ts";
import { forgetScans } from "#shared/scans/forget-scans.ts";
import type { Clock } from "#shared/web/clock.ts";
import { healthOnly } from "#shared/web/health-only.ts";
import { heldMandateTasks, isHeldMandate } from "./held-mandate-tasks.ts";
import { isMeasuring, measureTasks } from "./measure-tasks.ts";
import { passMilestone } from "./pass-milestone.ts";
import { isOfPublicity, publicityTasks } from "./publicity-tasks.ts";
import { readCircumstances } from "./read-circumstances.ts";
import { isRefresh, refreshTasks } from "./refresh-tasks.ts";
import { isRepayment, repaymentTasks } from "./repayment-tasks.ts";
import { isReservation, reserveTasks } from "./reserve-tasks.ts";
import type { Env } from "./env.ts";
import { isReEvaluation, reEvaluateTasks } from "./re-evaluate-tasks.ts";
import { isShadow, shadowTasks } from "./shadow-tasks.ts";
import { watchWork } from "./watch-work.ts";
import { isWorkItem, workItemTasks } from "./work-item-tasks.ts";

/** What only time brings. A run that is skipped, doubled or late does no harm: each step looks at what is due. */
export function sweep(clock: Clock): ExportedHandler<Env> {
  return {
    fetch: healthOnly("sweep"),
    async scheduled(_controller, env) {
      const now = await clock(env);
      const shards = Array.from({ length: shardCount }, (_, shard) => shard);
      const { registers, circumstances } = await readCircumstances(env.DB_CITY, now);
      // One step's failure stops no other; the run still counts as failed, so that operations see it.
      const results = await Promise.allSettled([
        ...shards.map(async (shard) => relay(env, shard, now)),
        ...shards.map(async (shard) => seal(env, shard, now)),
        ...shards.map(async (shard) => forgetScans(databaseOf(env, shard), shanghaiDay(now))),
        review(env, shards, registers, circumstances),
        judgeAgain(env, now),
        watchWork(env, shards, now),
      ]);
      // Only now, so that it finds those reviewed who were due.
      const measured = await Promise.allSettled([
        startMeasuring(env, now),
        startCaseFeed(env, now),
        startCounting(env, now),
      ]);
      const failures = [...results, ...measured].flatMap((result) =>
        result.status === "rejected" ? [result.reason] : [],
      );
      if (failures.length > 0) throw new AggregateError(failures, "a step of the sweep failed");
    },
    async queue(batch, env) {
      const now = await clock(env);
      const circumstances = async (): Promise<Circumstances> =>
        (await readCircumstances(env.DB_CITY, now)).circumstances;
      const calendar = async () => readCalendar(env.DB_CITY);
      await consumeHints(batch, env, now, async (shard, db, tasks) => {
        const outcomes = await Promise.all([
          refreshTasks(env, tasks.filter(isRefresh), circumstances),
          reEvaluateTasks(env, db, tasks.filter(isReEvaluation), circumstances),
          reserveTasks(env, tasks.filter(isReservation), circumstances),
          measureTasks(env, shard, db, tasks.filter(isMeasuring), circumstances, calendar),
          shadowTasks(env, shard, db, tasks.filter(isShadow), circumstances),
          workItemTasks(env, tasks.filter(isWorkItem), calendar, now),
          publicityTasks(env, db, tasks.filter(isOfPublicity), calendar, now),
          heldMandateTasks(env, tasks.filter(isHeldMandate)),
          repaymentTasks(env, db, tasks.filter(isRepayment), calendar, now),
          Promise.all(
            tasks
              .filter((task) => !hasConsumerOfItsOwn(task))
              .map(async (task) => orFailed(task, async () => passMilestone(db, task, now))),
          ),
        ]);
        return outcomes.flat();
      });
    },
  };
}

const ofTheirOwn = [
  isRefresh,
  isReEvaluation,
  isReservation,
  isMeasuring,
  isShadow,
  isWorkItem,
  isOfPublicity,
  isRepayment,
  isHeldMandate,
];
const hasConsumerOfItsOwn = (task: Task): boolean => ofTheirOwn.some((isSuch) => isSuch(task));

async function relay(env: Env, shard: number, now: Date): Promise<void> {
  await sendHints(env, await relayDueTasks(databaseOf(env, shard), now));
}

async function review(
  env: Env,
  shards: readonly number[],
  registers: readonly StoredRegister[],
  circumstances: Circumstances,
): Promise<void> {
  await reviewForNewRegisters(env, registers, circumstances.now);
  await Promise.all(
    shards.map(async (shard) => reviewDue(databaseOf(env, shard), env, circumstances)),
  );
}

/** What a new deploy or a new stage has changed. */
async function judgeAgain(env: Env, now: Date): Promise<void> {
  await noticeChangedRules(env.DB_CITY, now);
  await startReEvaluations(env, now);
}

async function seal(env: Env, shard: number, now: Date): Promise<void> {
  // The mark first: a seal made meanwhile must not look like one that is missing.
  const mark = (await findSealMarks(env.DB_CITY)).get(shard);
  const newest = await sealShard(databaseOf(env, shard), mark, now);
  if (newest === "restored") {
    console.error(
      `sweep: shard ${shard} lacks the seal that the city remembers; its payments are frozen`,
    );
  } else if (newest !== undefined && newest.number !== mark?.number) {
    await markSeal(env.DB_CITY, shard, newest);
  }
}
