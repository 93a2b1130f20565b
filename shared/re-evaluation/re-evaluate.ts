import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { type Commit, commitSubjects } from "#shared/judging/commit-subjects.ts";
import type { Changes } from "#shared/judging/changes.ts";
import { type Circumstances, decide } from "#shared/judging/decide.ts";
import { loadSubjects } from "#shared/judging/load-subjects.ts";
import { reviewLater } from "#shared/judging/review-due.ts";
import type { SubjectState } from "#shared/judging/subject-state.ts";
import type { Outcome } from "#shared/outbox/consume-hints.ts";
import { sendHints } from "#shared/outbox/send-hints.ts";
import type { Task } from "#shared/outbox/task.ts";
import type { QueueBindings } from "#shared/queues.ts";
import { affectedSubjects } from "./affected-subjects.ts";
import { reEvaluationOf, referenceOf } from "./re-evaluation.ts";

/** Subjects that are committed at once. */
const perRound = 250;

/** After so many subjects a task lets others have their turn: D1 allows 1,000 statements in one invocation. */
const perTurn = 2000;

/** How often a subject is decided again that others change meanwhile. */
const mostAttempts = 10;

/**
 * Goes on with a re-evaluation of one shard: some stretches of subjects, then the task goes on behind them. Repeated
 * after a crash it finds what is done already and changes nothing.
 */
export async function reEvaluate(
  db: D1Database,
  queues: QueueBindings,
  task: Task,
  circumstances: Circumstances,
): Promise<Outcome> {
  const wanted = reEvaluationOf(task);
  const { now, complete, stages } = circumstances;
  const { policy, reopenFrom } = wanted;
  const own: Circumstances =
    reopenFrom === undefined
      ? circumstances
      : { ...circumstances, reopen: { policy, from: reopenFrom } };
  let { after } = wanted;
  for (let done = 0, looks = 0; done < perTurn && looks < 10; looks += 1) {
    // One stretch after the other: the cursor is where the last one ended.
    // oxlint-disable no-await-in-loop
    const { subjectKeys, until } = await affectedSubjects(
      db,
      { ...wanted, after },
      { on: shanghaiDay(now), complete },
      stages,
    );
    if (until === undefined) return { task, end: "settled" };
    for (let start = 0; start < subjectKeys.length; start += perRound)
      await judgeAgain(db, queues, subjectKeys.slice(start, start + perRound), own);
    // oxlint-enable no-await-in-loop
    done += subjectKeys.length;
    after = until;
  }
  return {
    task,
    end: "continued",
    next: {
      topic: "sweep",
      kind: "re-evaluate",
      reference: referenceOf({ ...wanted, after }),
      dueAt: now.getTime(),
    },
  };
}

async function judgeAgain(
  db: D1Database,
  queues: QueueBindings,
  subjectKeys: readonly string[],
  circumstances: Circumstances,
): Promise<void> {
  const today = shanghaiDay(circumstances.now);
  let pending = subjectKeys;
  for (let attempt = 0; pending.length > 0; attempt += 1) {
    if (attempt === mostAttempts)
      throw new Error(`${pending.length} subjects are written by too many at once`);
    // Each attempt takes those that the one before lost.
    // oxlint-disable no-await-in-loop
    const states = await loadSubjects(db, { by: "subjectKey", values: pending }, today);
    const decided = await Promise.all(
      [...states.values()].map(async (state) => decideOrReport(state, circumstances)),
    );
    const failed = decided.flatMap((one) => (one.ok ? [] : [one.subjectKey]));
    if (failed.length > 0) await reviewLater(db, failed, today);
    const commits = decided.flatMap((one) => (one.ok ? one.commits : []));
    const won = commits.length === 0 ? new Set<string>() : await commitSubjects(db, commits, today);
    const isWon = ({ changes }: Commit): boolean => won.has(changes.profile.subjectKey);
    await sendHints(
      queues,
      commits.filter(isWon).flatMap(({ changes }) => changes.tasks),
    );
    // oxlint-enable no-await-in-loop
    pending = commits.filter((one) => !isWon(one)).map(({ changes }) => changes.profile.subjectKey);
  }
}

type Decided =
  | { readonly ok: true; readonly commits: readonly Commit[] }
  | { readonly ok: false; readonly subjectKey: string };

/** Nothing to commit where nothing changes. One that cannot be judged holds up no other, and is due again tomorrow. */
async function decideOrReport(state: SubjectState, circumstances: Circumstances): Promise<Decided> {
  const { subjectKey } = state.profile;
  try {
    const changes = await decide(state, circumstances);
    if (isIdle(changes, state)) return { ok: true, commits: [] };
    const commit = { changes, mark: state.mark, blindIndexes: [], isNew: false, stored: undefined };
    return { ok: true, commits: [commit] };
  } catch (error) {
    console.error(`re-evaluation: subject ${subjectKey} cannot be judged: ${String(error)}`);
    return { ok: false, subjectKey };
  }
}

function isIdle(changes: Changes, { profile }: SubjectState): boolean {
  const { reviewChanged, relatives, entitlements, confirmations, tasks } = changes;
  return (
    !reviewChanged &&
    [relatives, entitlements, confirmations, tasks].every((list) => list.length === 0) &&
    sameVerdicts(changes.profile.verdicts, profile.verdicts)
  );
}

function sameVerdicts(
  a: Readonly<Record<string, string>>,
  b: Readonly<Record<string, string>>,
): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}
