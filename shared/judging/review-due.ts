import { sql } from "drizzle-orm";
import { addDays, type CivilDate } from "#shared/calendar/civil-date.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { rowsOf, statement } from "#shared/db/statement.ts";
import { sendHints } from "#shared/outbox/send-hints.ts";
import type { QueueBindings } from "#shared/queues.ts";
import { type Commit, commitSubjects } from "./commit-subjects.ts";
import { type Circumstances, decide } from "./decide.ts";
import { loadSubjects } from "./load-subjects.ts";
import type { SubjectState } from "./subject-state.ts";

/**
 * Subjects in one round, and rounds in one run: what is left is due again a minute later. A round takes about 17
 * statements, and D1 allows 1,000 in one invocation, both shards together.
 */
const perRound = 250;
const mostRounds = 25;

/**
 * Judges again every subject whose answer can have changed with no new fact: a birthday, a version's first day, the
 * end of a fact's validity, a new period. Looks up who is due and never scans the city. A subject that others write
 * meanwhile stays due.
 *
 * @returns how many subjects were reviewed
 */
export async function reviewDue(
  db: D1Database,
  queues: QueueBindings,
  circumstances: Circumstances,
): Promise<number> {
  const today = shanghaiDay(circumstances.now);
  let reviewed = 0;
  for (let round = 0; round < mostRounds; round += 1) {
    // Each round takes what the one before left due.
    // oxlint-disable no-await-in-loop
    const due = rowsOf<{ subjectKey: string }>(
      await statement(
        db,
        sql`SELECT subject_key AS "subjectKey" FROM profiles WHERE review_on <= ${today} ORDER BY review_on LIMIT ${perRound}`,
      ).all(),
    );
    if (due.length === 0) break;
    const values = due.map(({ subjectKey }) => subjectKey);
    const states = await loadSubjects(db, { by: "subjectKey", values }, today);
    const decided = await Promise.all(
      [...states.values()].map(async (state) => decideOrReport(state, circumstances)),
    );
    const commits = decided.flatMap((one) => (one.ok ? [one.commit] : []));
    const failed = decided.flatMap((one) => (one.ok ? [] : [one.subjectKey]));
    if (failed.length > 0) await reviewLater(db, failed, today);
    const won = commits.length === 0 ? new Set<string>() : await commitSubjects(db, commits, today);
    await sendHints(
      queues,
      commits
        .filter(({ changes }) => won.has(changes.profile.subjectKey))
        .flatMap(({ changes }) => changes.tasks),
    );
    // oxlint-enable no-await-in-loop
    reviewed += won.size;
    if (due.length < perRound) break;
  }
  return reviewed;
}

type Decided =
  | { readonly ok: true; readonly commit: Commit }
  | { readonly ok: false; readonly subjectKey: string };

/** One subject that cannot be judged must not hold up all others: it is reported, and due again tomorrow. */
async function decideOrReport(state: SubjectState, circumstances: Circumstances): Promise<Decided> {
  const { subjectKey } = state.profile;
  try {
    const changes = await decide(state, circumstances);
    return {
      ok: true,
      commit: { changes, mark: state.mark, blindIndexes: [], isNew: false, stored: undefined },
    };
  } catch (error) {
    console.error(`review: subject ${subjectKey} cannot be judged: ${String(error)}`);
    return { ok: false, subjectKey };
  }
}

/** Makes subjects due for review tomorrow. */
export async function reviewLater(
  db: D1Database,
  subjectKeys: readonly string[],
  today: CivilDate,
): Promise<void> {
  await statement(
    db,
    sql`UPDATE profiles SET review_on = ${addDays(today, 1)}
        WHERE subject_key IN (SELECT value FROM json_each(${JSON.stringify(subjectKeys)}))`,
  ).run();
}
