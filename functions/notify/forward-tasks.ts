import { findNotices } from "#shared/notices/find-notices.ts";
import { firstOf, isForwardable } from "#shared/notices/forwarding.ts";
import type { Notice } from "#shared/notices/store-notice.ts";
import type { Outcome } from "#shared/outbox/consume-hints.ts";
import type { Task } from "#shared/outbox/task.ts";
import type { Env } from "./env.ts";
import { prepareAll } from "./prepare.ts";
import { noticeId, type PreparedNotice } from "./prepared-notice.ts";

/** The next channel is to tell what a message did not bring. */
export const isForward = ({ kind }: Task): boolean => kind === "forward";

interface Forwarded {
  /** Messages by the next channel, each under an id of its own that follows from the first one's. */
  readonly prepared: readonly PreparedNotice[];
  readonly settled: readonly Outcome[];
}

/**
 * Works out messages by the next channel: each channel once, in their order. Whatever comes twice, from the gateway's word
 * and from its silence, finds that the next channel has it already.
 */
export async function prepareForwards(
  env: Env,
  db: D1Database,
  tasks: readonly Task[],
  now: Date,
): Promise<Forwarded> {
  const failed = await findNotices(
    db,
    tasks.map(({ reference }) => reference),
  );
  const going = tasks.flatMap((task) => {
    const notice = failed.get(task.reference);
    const isGoing = notice !== undefined && isForwardable(notice) && notice.receipt !== "delivered";
    return isGoing ? [{ task, notice, about: aboutOf(task, notice) }] : [];
  });
  const prepared = await prepareAll(
    env,
    db,
    going.map(({ about }) => about),
    now,
    new Map(going.map(({ about, notice }) => [about, notice.channel])),
  );
  const forwarded = await Promise.all(
    prepared.map(async (one, index): Promise<PreparedNotice> => {
      const { task, notice, about } = going[index] ?? unreachable();
      if (!one.needed) return { ...one, task };
      if (one.address === undefined) return { needed: false, task };
      const first = firstOf(notice);
      const id = await noticeId(task.subjectKey, `${first} ${one.address.channel}`);
      // What follows from an open offer has followed from the first message.
      return { ...one, task, noticeId: id, offers: [], forwarded: { first, about } };
    }),
  );
  const known = await findNotices(
    db,
    forwarded.flatMap((one) => (one.needed ? [one.noticeId] : [])),
  );
  const fresh = forwarded.filter((one) => !one.needed || !known.has(one.noticeId));
  const kept = new Set(fresh.map(({ task }) => task));
  return {
    prepared: fresh,
    settled: tasks
      .filter((task) => !kept.has(task))
      .map((task): Outcome => ({ task, end: "settled" })),
  };
}

/** What the message told, as the outbox named it. Guarantee: its kind was that of a task. */
function aboutOf(task: Task, { kind, policy, reference }: Notice): Task {
  return { ...task, kind, policy, reference };
}

function unreachable(): never {
  throw new Error("more messages were prepared than asked for");
}
