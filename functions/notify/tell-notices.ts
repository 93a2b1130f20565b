import { beginAlone, findSiblings, gather } from "#shared/notices/gather.ts";
import { orFailed, type Outcome } from "#shared/outbox/consume-hints.ts";
import type { Task } from "#shared/outbox/task.ts";
import { storeCodes } from "#shared/phone-codes/store-code.ts";
import type { Env } from "./env.ts";
import { isForward, prepareForwards } from "./forward-tasks.ts";
import { prepareAll } from "./prepare.ts";
import { prepareTogether, togetherId } from "./prepare-together.ts";
import type { NeededNotice, PreparedNotice } from "./prepared-notice.ts";
import { done, type Gateway, sendNotice } from "./send-notice.ts";

/** Tells people what tasks are about; what arrives together for one of them, in one message. */
export async function tellNotices(
  env: Env,
  db: D1Database,
  tasks: readonly Task[],
  to: Gateway,
  now: Date,
): Promise<Outcome[]> {
  if (tasks.length === 0) return [];
  const forwards = await prepareForwards(env, db, tasks.filter(isForward), now);
  const own = tasks.filter((task) => !isForward(task));
  const siblings = await findSiblings(db, own);
  const prepared = await prepareAll(env, db, [...own, ...siblings], now);
  const { together, alone } = await gatherAll(env, db, prepared, now);
  // Their own hints bring those that were found here and stay alone.
  const asked = new Set(own.map(({ id }) => id));
  const ready = [
    ...together,
    ...alone.filter(({ task }) => asked.has(task.id)),
    ...forwards.prepared,
  ];
  // A link is valid before its message leaves: people are quick.
  const needed = ready.flatMap((one) => (one.needed ? [one] : []));
  const begun = await beginAlone(db, needed);
  await storeCodes(
    db,
    needed.flatMap(({ code }) => code ?? []),
  );
  const outcomes = await Promise.all(
    ready.map(async (one): Promise<Outcome[]> => {
      const { task } = one;
      if (!one.needed) return [unneeded(one)];
      // Somebody else told it meanwhile, together with others.
      if (!begun.standing.has(task.id)) return [];
      if (begun.told.has(one.noticeId)) return [done(db, one, [], now)];
      return [await orFailed(task, async () => sendNotice(env, db, one, to, now))];
    }),
  );
  return [...forwards.settled, ...outcomes.flat()];
}

/** Makes one message of those that can be told together, where nobody has begun to tell one of them alone. */
async function gatherAll(
  env: Env,
  db: D1Database,
  prepared: readonly PreparedNotice[],
  now: Date,
): Promise<{ together: PreparedNotice[]; alone: PreparedNotice[] }> {
  const benefits = prepared.flatMap((one) => (one.needed && one.benefit ? [one] : []));
  const groups = [...Map.groupBy(benefits, ({ task }) => task.subjectKey).values()]
    .map((group) => [...new Map(group.map((one) => [one.noticeId, one])).values()])
    .filter(({ length }) => length > 1);
  const gathered = new Set<PreparedNotice>();
  const together = await Promise.all(
    groups.map(async (group) => {
      const all = group.flatMap(({ task, noticeId, links: [link] }) =>
        link === undefined ? [] : [{ task, noticeId, link }],
      );
      const task = await gather(db, all, now, togetherId);
      if (task === undefined) return [];
      for (const one of group) gathered.add(one);
      return [await prepareTogether(env, task, group)];
    }),
  );
  return { together: together.flat(), alone: prepared.filter((one) => !gathered.has(one)) };
}

/** What it was about has been decided or has ended since, or it could not be worked out. */
function unneeded({ task, failure }: Exclude<PreparedNotice, NeededNotice>): Outcome {
  return failure === undefined
    ? { task, end: "settled" }
    : { task, end: "failed", failure, isUnforeseen: true };
}
