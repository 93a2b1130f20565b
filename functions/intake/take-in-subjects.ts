import { type CivilDate, yearOf } from "#shared/calendar/civil-date.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import type { EventResult } from "#shared/contract/events.schema.ts";
import { byShard, databaseOf } from "#shared/db/shards.ts";
import type { DepartmentId } from "#shared/identity/departments.ts";
import { type SubjectReference, subjectText } from "#shared/identity/subject.ts";
import { commitSubjects, type Commit } from "#shared/judging/commit-subjects.ts";
import { decide } from "#shared/judging/decide.ts";
import { type Loaded, loadOrFollow } from "#shared/judging/load-subjects.ts";
import type { SubjectState } from "#shared/judging/subject-state.ts";
import { sendHints } from "#shared/outbox/send-hints.ts";
import { withDerivedFacts } from "#shared/profiles/derived-facts.ts";
import type { ReportedRelative } from "#shared/relatives/select-relatives.ts";
import { headsOf } from "#shared/subjects/heads.ts";
import { withLastFour } from "#shared/subjects/contact.ts";
import { indexesOf, type SubjectIndexes } from "#shared/subjects/indexes.ts";
import { applyEvents, seenRelations } from "./apply-events.ts";
import type { SubjectEvent } from "./checked-event.ts";
import type { Env } from "./env.ts";
import { keysOfOthers, type KeysOfOthers } from "./keys-of-others.ts";
import { newSubject } from "./new-subject.ts";
import type { Circumstances, Placed } from "./placed.ts";

/** One subject and its events, in the order of the batch. */
interface Group extends SubjectIndexes {
  readonly subject: SubjectReference;
  readonly events: readonly Placed<SubjectEvent>[];
  /** The key of the subject with which it was joined, once it is known that it was. */
  readonly headKey?: string;
}

type Results = [number, EventResult][];

interface TakenIn {
  readonly results: Results;
  /** Those whose subject was joined with another one, which lies elsewhere. */
  readonly moved: readonly Group[];
}

/** How often a subject is decided again because others changed it meanwhile. */
const mostAttempts = 60;

/**
 * Merges, judges and commits what is reported of subjects: two round trips a shard for any number of events, two more
 * for each retry of those that lost a race, and before that what it takes to know those whom relations name.
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
              subject: first.event.subject,
              events: [first, ...rest],
            })),
          ],
    ),
  );
  const others = await keysOfOthers(
    env,
    department,
    placed.map(({ event }) => event),
    circumstances,
  );
  const results: Results = [];
  let pending = groups;
  for (let hop = 0; pending.length > 0; hop += 1) {
    // Whose number was joined with another one is looked for where that one lies.
    // oxlint-disable no-await-in-loop
    if (hop > 0) pending = await followed(env, pending);
    const taken = await Promise.all(
      byShard(pending, ({ bucket, headKey }) => headKey ?? bucket).map(async ([shard, ofShard]) =>
        takeInShard(env, databaseOf(env, shard), department, ofShard, others, circumstances),
      ),
    );
    // oxlint-enable no-await-in-loop
    results.push(...taken.flatMap((one) => one.results));
    pending = taken.flatMap(({ moved }) => moved);
    if (hop === mostAttempts) throw new Error(`${pending.length} subjects are joined by too many`);
  }
  return results;
}

/** Whoever was joined with another one, under the key of that one; all that is said of one of them together. */
async function followed(env: Env, groups: readonly Group[]): Promise<Group[]> {
  const heads = await headsOf(
    env,
    groups.flatMap(({ headKey }) => headKey ?? []),
  );
  const byHead = Map.groupBy(groups, ({ headKey = "" }) => heads.get(headKey) ?? headKey);
  return [...byHead].flatMap(([headKey, [first, ...rest]]) => {
    if (first === undefined) return [];
    const events = [first, ...rest].flatMap((group) => group.events);
    return [{ ...first, headKey, events: events.toSorted((a, b) => a.index - b.index) }];
  });
}

async function takeInShard(
  env: Env,
  db: D1Database,
  department: DepartmentId,
  groups: readonly Group[],
  others: KeysOfOthers,
  circumstances: Circumstances,
): Promise<TakenIn> {
  const today = shanghaiDay(circumstances.now);
  const results: Results = [];
  const moved: Group[] = [];
  let pending = groups;
  for (let attempt = 0; pending.length > 0; attempt += 1) {
    if (attempt === mostAttempts)
      throw new Error(`${pending.length} subjects are written by too many at once`);
    // Each attempt rests on what the one before left behind.
    // oxlint-disable no-await-in-loop
    if (attempt > 0) await scheduler.wait(Math.random() * Math.min(attempt, 10) * 8);
    const { states, successors } = await loadGroups(db, pending, others, today);
    const successorOf = (group: Group): string | undefined =>
      namesOf(group).flatMap((name) => successors.get(name) ?? [])[0];
    moved.push(
      ...pending.flatMap((group) => {
        const headKey = successorOf(group);
        return headKey === undefined ? [] : [{ ...group, headKey }];
      }),
    );
    pending = pending.filter((group) => successorOf(group) === undefined);
    const decided = await Promise.all(
      pending.map(async (group) =>
        decideGroup(env, department, group, states, others, circumstances),
      ),
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
  return { results, moved };
}

/** What a group is looked for by. */
const namesOf = ({ blindIndexes, headKey }: Group): readonly string[] =>
  headKey === undefined ? blindIndexes : [headKey];

/** One round trip, and one more where numbers lead to subjects with which others were joined. */
async function loadGroups(
  db: D1Database,
  groups: readonly Group[],
  others: KeysOfOthers,
  today: CivilDate,
): Promise<Loaded> {
  const [joined, ordinary] = [true, false].map((isJoined) =>
    groups.filter(({ headKey }) => (headKey !== undefined) === isJoined),
  );
  const load = async (by: "blindIndex" | "subjectKey", some: readonly Group[] = []) =>
    some.length === 0
      ? nobody
      : loadOrFollow(
          db,
          { by, values: some.flatMap(namesOf) },
          today,
          daysBackFor(some, today),
          some.flatMap((group) => relativesIn(group, others)),
        );
  const loaded = [await load("blindIndex", ordinary), await load("subjectKey", joined)];
  return {
    states: new Map(loaded.flatMap(({ states }) => [...states])),
    successors: new Map(loaded.flatMap(({ successors }) => [...successors])),
  };
}

const nobody: Loaded = { states: new Map(), successors: new Map() };

/** The relations that are being reported of a subject, under each name by which it may be found. */
function relativesIn(group: Group, others: KeysOfOthers): ReportedRelative[] {
  const seen = group.events.flatMap(({ event }) => seenRelations(event, others));
  return namesOf(group).flatMap((name) =>
    seen.map(({ relation, otherKey }): ReportedRelative => [name, relation, otherKey]),
  );
}

/** A case of long ago is held against what was paid long ago; a century reaches back before every policy. */
function daysBackFor(groups: readonly Group[], today: CivilDate): number | undefined {
  const longAgo = String(yearOf(today) - 2);
  const isOld = ({ event }: Placed<SubjectEvent>): boolean =>
    event.reportedCase !== undefined && event.reportedCase.report.period < longAgo;
  return groups.some(({ events }) => events.some(isOld)) ? 36_500 : undefined;
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
  others: KeysOfOthers,
  circumstances: Circumstances,
): Promise<Decided> {
  const { now } = circumstances;
  const known = namesOf(group)
    .map((name) => states.get(name))
    .find((state) => state !== undefined);
  if (known === undefined && group.headKey !== undefined)
    throw new Error("the subject with which another one was joined is not there yet");
  const before = known ?? (await newSubject(env, group.bucket, group.subject, now));
  const today = shanghaiDay(now);
  const applied = await applyEvents(env, department, before, group.events, others, today);
  if (!applied.changed) return { group, outcome: applied.results, commit: undefined };
  // A joined number is not the one that its subject goes by.
  const stored =
    applied.stored === undefined || group.headKey !== undefined
      ? applied.stored
      : await withLastFour(env, applied.stored, group.subject);
  const state: SubjectState = {
    ...before,
    profile: withDerivedFacts(applied.profile, group.subject, now),
    contact: { stored },
    cases: applied.cases,
  };
  const changes = await decide(state, {
    ...circumstances,
    actor: `department:${department}`,
    accounts: applied.accounts,
  });
  // Its number leads on from its own shard.
  const isRekeyed =
    known !== undefined && group.headKey === undefined && !states.has(group.blindIndexes[0]);
  return {
    group,
    outcome: applied.results,
    commit: {
      changes,
      mark: before.mark,
      blindIndexes: known === undefined || isRekeyed ? group.blindIndexes.slice(0, 1) : [],
      isNew: known === undefined,
      stored: known === undefined || stored !== before.contact.stored ? stored : undefined,
    },
  };
}
