import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import type { EventResult } from "#shared/contract/events.schema.ts";
import { byShard, databaseOf } from "#shared/db/shards.ts";
import type { DepartmentId } from "#shared/identity/departments.ts";
import { subjectText } from "#shared/identity/subject.ts";
import type { AccountChange } from "#shared/judging/apply-account.ts";
import { commitSubjects, type Commit } from "#shared/judging/commit-subjects.ts";
import { decide } from "#shared/judging/decide.ts";
import { loadSubjects } from "#shared/judging/load-subjects.ts";
import type { SubjectState } from "#shared/judging/subject-state.ts";
import { sendHints } from "#shared/outbox/send-hints.ts";
import { emptyProfile } from "#shared/profiles/profile.ts";
import { newStoredSubject } from "#shared/subjects/contact.ts";
import { indexesOf, newSubjectKey, type SubjectIndexes } from "#shared/subjects/indexes.ts";
import { applyEvents } from "./apply-events.ts";
import type { SubjectEvent } from "./checked-event.ts";
import type { Env } from "./env.ts";
import type { Circumstances, Placed } from "./placed.ts";

/** One subject and its events, in the order of the batch. */
interface Group extends SubjectIndexes {
  readonly events: readonly Placed<SubjectEvent>[];
}

type Results = [number, EventResult][];

/** How often a subject is decided again because others changed it meanwhile. */
const mostAttempts = 60;

/**
 * Merges, judges and commits what is reported of subjects: two round trips a shard for any number of events, and
 * two more for each retry of those that lost a race.
 */
export async function takeInSubjects(
  env: Env,
  department: DepartmentId,
  placed: readonly Placed<SubjectEvent>[],
  circumstances: Circumstances,
): Promise<Results> {
  const bySubject = Map.groupBy(placed, ({ event }) => subjectText(event.subject));
  const groups = await Promise.all(
    [...bySubject.values()].flatMap(([first, ...rest]) =>
      first === undefined
        ? []
        : [
            indexesOf(env, first.event.subject).then((indexes): Group => ({
              ...indexes,
              events: [first, ...rest],
            })),
          ],
    ),
  );
  const results = await Promise.all(
    byShard(groups, ({ bucket }) => bucket).map(async ([shard, ofShard]) =>
      takeInShard(env, databaseOf(env, shard), department, ofShard, circumstances),
    ),
  );
  return results.flat();
}

async function takeInShard(
  env: Env,
  db: D1Database,
  department: DepartmentId,
  groups: readonly Group[],
  circumstances: Circumstances,
): Promise<Results> {
  const today = shanghaiDay(circumstances.now);
  const results: Results = [];
  let pending = groups;
  for (let attempt = 0; pending.length > 0; attempt += 1) {
    if (attempt === mostAttempts)
      throw new Error(`${pending.length} subjects are written by too many at once`);
    // Each attempt rests on what the one before left behind.
    // oxlint-disable no-await-in-loop
    if (attempt > 0) await scheduler.wait(Math.random() * Math.min(attempt, 10) * 8);
    const blindIndexes = pending.flatMap((group) => group.blindIndexes);
    const states = await loadSubjects(db, { by: "blindIndex", values: blindIndexes }, today);
    const decided = await Promise.all(
      pending.map(async (group) => decideGroup(env, department, group, states, circumstances)),
    );
    const commits = decided.flatMap(({ commit }) => commit ?? []);
    const won = commits.length === 0 ? new Set<string>() : await commitSubjects(db, commits, today);
    // oxlint-enable no-await-in-loop
    const lost: Group[] = [];
    for (const { group, commit, outcome } of decided) {
      if (commit === undefined || won.has(commit.changes.profile.subjectKey))
        results.push(...outcome);
      else lost.push(group);
    }
    const tasks = commits
      .filter(({ changes }) => won.has(changes.profile.subjectKey))
      .flatMap(({ changes }) => changes.tasks);
    // oxlint-disable-next-line no-await-in-loop
    await sendHints(env, tasks);
    pending = lost;
  }
  return results;
}

interface Decided {
  readonly group: Group;
  readonly outcome: Results;
  /** Nothing to commit where every event was known already. */
  readonly commit: Commit | undefined;
}

async function decideGroup(
  env: Env,
  department: DepartmentId,
  group: Group,
  states: ReadonlyMap<string, SubjectState>,
  { now, complete }: Circumstances,
): Promise<Decided> {
  const known = group.blindIndexes
    .map((index) => states.get(index))
    .find((state) => state !== undefined);
  const before = known ?? (await stateOfNew(env, group));
  const applied = await applyEvents(env, department, before, group.events, shanghaiDay(now));
  if (!applied.changed) return { group, outcome: applied.results, commit: undefined };
  const state: SubjectState = {
    ...before,
    profile: applied.profile,
    contact: { stored: applied.stored },
  };
  const account: AccountChange = applied.account;
  const changes = await decide(state, {
    now,
    complete,
    actor: `department:${department}`,
    account,
  });
  const isRekeyed = known !== undefined && !states.has(group.blindIndexes[0]);
  return {
    group,
    outcome: applied.results,
    commit: {
      changes,
      mark: before.mark,
      blindIndexes: known === undefined || isRekeyed ? group.blindIndexes.slice(0, 1) : [],
      isNew: known === undefined,
      stored:
        known === undefined || applied.stored !== before.contact.stored
          ? applied.stored
          : undefined,
    },
  };
}

async function stateOfNew(env: Env, { bucket, events }: Group): Promise<SubjectState> {
  const subject = events[0]?.event.subject;
  if (subject === undefined) throw new Error("a subject without an event");
  const subjectKey = newSubjectKey(bucket);
  return {
    profile: emptyProfile(subjectKey, subject.kind),
    contact: { stored: await newStoredSubject(env, subjectKey, subject) },
    entitlements: [],
    confirmations: [],
    mark: 0,
  };
}
