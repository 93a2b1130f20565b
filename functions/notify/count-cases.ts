import { addDays, civilDate } from "#shared/calendar/civil-date.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { compareCounts, type CountGap } from "#shared/case-feed/compare-counts.ts";
import { countSteps } from "#shared/case-feed/count-steps.ts";
import { findCounts, isFeedBehind, storeCounts } from "#shared/case-feed/start-counting.ts";
import { caseCountAnswerSchema } from "#shared/contract/outgoing.schema.ts";
import type { Receiver } from "#shared/departments/find-receivers.ts";
import type { Outcome } from "#shared/outbox/consume-hints.ts";
import { storeTasks } from "#shared/outbox/store-tasks.ts";
import type { Task } from "#shared/outbox/task.ts";
import { digestText } from "#shared/sealing/digest.ts";
import { deliver } from "#shared/webhooks/deliver.ts";
import { closeWorkItemTask, openWorkItemTask } from "#shared/work-items/work-item-task.ts";
import type { Env } from "./env.ts";

const tenMinutes = 600_000;
const oneDay = 86_400_000;

/** A difference that stays so long is for people alone. */
const comparedForDays = 7;

/** The most differences that a work item tells one by one. */
const mostTold = 20;

/**
 * Holds the steps of a day against those that the platform has counted. A difference is a work item of operations, and
 * is looked at again each day: what arrives late settles it.
 */
export async function countCases(
  env: Env,
  task: Task,
  receiver: Receiver,
  now: Date,
): Promise<Outcome> {
  const day = civilDate(task.reference);
  const today = shanghaiDay(now);
  const again = (after: number, statements: readonly D1PreparedStatement[] = []): Outcome => ({
    task,
    end: "continued",
    statements,
    next: {
      topic: "notify",
      kind: "case-counts",
      reference: day,
      dueAt: now.getTime() + after,
    },
  });
  // What is still on its way is no difference, for a day.
  if (today <= addDays(day, 1) && (await isFeedBehind(env, day, now))) return again(tenMinutes);

  const { counted, after } = await findCounts(env.DB_CITY, day);
  const { counts, marks } = await countSteps(env, day, after);
  const text = JSON.stringify(counts);
  const id = `counts-${day}-${(await digestText(text)).slice(0, 12)}`;
  const data = { day, counts };
  const type = "case.counted.v1";
  const delivered = await deliver({ ...receiver, id, type, data, now, readsAnswer: true });
  if (!delivered.ok) return { task, end: "failed", failure: delivered.because };
  const answer = caseCountAnswerSchema.safeParse(delivered.answer);
  const theirs = answer.success ? answer.data.counts : undefined;
  const gaps = theirs === undefined ? undefined : compareCounts(counts, theirs);
  const isAgreed = gaps?.length === 0;
  await storeCounts(env.DB_CITY, {
    day,
    ours: text,
    theirs: theirs === undefined ? null : JSON.stringify(theirs),
    marks:
      counted === undefined || counted.marks === "[]"
        ? JSON.stringify([now.getTime(), ...marks])
        : counted.marks,
    countedAt: now.getTime(),
    agreedAt: isAgreed ? now.getTime() : null,
  });
  const key = { kind: "case-count-gap", reference: day } as const;
  const { subjectKey } = task;
  if (isAgreed) {
    // Closing what was never open would leave a word about it for ever.
    const isFirst = counted === undefined || counted.ours === "[]";
    const closing = closeWorkItemTask(key, "system:cases", "计数已一致", subjectKey, now);
    return {
      task,
      end: "settled",
      statements: isFirst ? [] : [storeTasks(env.DB_0, [closing])],
    };
  }
  const opening = openWorkItemTask(
    {
      ...key,
      owner: "operations",
      policy: "",
      detail: detailOf(day, gaps),
      term: { from: today, workingDays: 2 },
    },
    subjectKey,
    now,
  );
  const statements = [storeTasks(env.DB_0, [opening])];
  return today < addDays(day, comparedForDays)
    ? again(oneDay, statements)
    : { task, end: "settled", statements };
}

/** Ours and theirs; nothing of theirs where the platform did not answer with counts. */
function detailOf(
  day: string,
  gaps: readonly CountGap[] | undefined,
): Record<string, string | number | null> {
  if (gaps === undefined) return { day, differences: null };
  return {
    day,
    differences: gaps.length,
    ...Object.fromEntries(
      gaps.slice(0, mostTold).map(({ of, ours, theirs }) => [of, `${ours} / ${theirs}`]),
    ),
  };
}
