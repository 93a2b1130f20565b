import { findCase, retryCaseTask } from "#shared/case-feed/find-case.ts";
import { markIdle, markTold, storeCaseNumbers } from "#shared/case-feed/mark-told.ts";
import { readNews } from "#shared/case-feed/read-news.ts";
import { findReceivers, type Receiver } from "#shared/departments/find-receivers.ts";
import { orFailed, type Outcome } from "#shared/outbox/consume-hints.ts";
import { storeTasks } from "#shared/outbox/store-tasks.ts";
import type { Task } from "#shared/outbox/task.ts";
import { countCases } from "./count-cases.ts";
import type { Env } from "./env.ts";
import { sendCases } from "./send-cases.ts";

const platform = "government-services";

/** The one-stop platform is to hear of cases, or of how many steps they took. */
export const isOfCases = ({ kind }: Task): boolean =>
  kind === "cases" || kind === "case" || kind === "case-counts";

/** Tells the one-stop platform 一网通办 of every step of every case 办件, and holds the counts of both against each other. */
export async function caseTasks(
  env: Env,
  db: D1Database,
  tasks: readonly Task[],
  now: Date,
): Promise<readonly Outcome[]> {
  if (tasks.length === 0) return [];
  const receivers = await findReceivers(env.DB_CITY, env.KEYRING_KEY, "cases", [platform]);
  const receiver = receivers.get(platform);
  const outcomes: Outcome[] = [];
  for (const task of tasks) {
    // One after the other: the same cases may be in several of them.
    // oxlint-disable-next-line no-await-in-loop
    outcomes.push(await orFailed(task, async () => outcomeOf(env, db, task, receiver, now)));
  }
  return outcomes;
}

async function outcomeOf(
  env: Env,
  db: D1Database,
  task: Task,
  receiver: Receiver | undefined,
  now: Date,
): Promise<Outcome> {
  if (receiver === undefined)
    return { task, end: "failed", failure: "the one-stop platform is not registered" };
  if (task.kind === "cases") return tellNews(db, task, receiver, now);
  if (task.kind === "case") return tellOne(db, task, receiver, now);
  return countCases(env, task, receiver, now);
}

/** A turn of telling what the audit has. Repeated after a crash it says the same under the same ids. */
async function tellNews(
  db: D1Database,
  task: Task,
  receiver: Receiver,
  now: Date,
): Promise<Outcome> {
  const news = await readNews(db);
  if (news === undefined) return { task, end: "settled", statements: [markIdle(db)] };
  const { failed, because, numbers } = await sendCases(receiver, news.cases, now);
  // Where nothing arrives the platform is down: then nothing is passed over.
  if (failed.length > 0 && failed.length === news.cases.length)
    return { task, end: "failed", failure: because };
  const statements = [
    markTold(db, news, now),
    ...(failed.length === 0
      ? []
      : [
          storeTasks(
            db,
            failed.map((one) => retryCaseTask(one, now)),
          ),
        ]),
    ...(numbers.length === 0 ? [] : [storeCaseNumbers(db, numbers)]),
  ];
  if (!news.isMore) return { task, end: "settled", statements };
  const next = { topic: "notify", kind: "cases", reference: "", dueAt: now.getTime() } as const;
  return { task, end: "continued", statements, next };
}

async function tellOne(
  db: D1Database,
  task: Task,
  receiver: Receiver,
  now: Date,
): Promise<Outcome> {
  const found = await findCase(db, task);
  if (found === undefined) return { task, end: "settled" };
  const { failed, because, numbers } = await sendCases(receiver, [found], now);
  if (failed.length > 0) return { task, end: "failed", failure: because };
  const statements = numbers.length === 0 ? [] : [storeCaseNumbers(db, numbers)];
  return { task, end: "settled", statements };
}
