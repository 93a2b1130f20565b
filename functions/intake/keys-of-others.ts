import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { byShard, databaseOf } from "#shared/db/shards.ts";
import type { DepartmentId } from "#shared/identity/departments.ts";
import { type SubjectReference, subjectText } from "#shared/identity/subject.ts";
import { type Commit, commitSubjects } from "#shared/judging/commit-subjects.ts";
import { decide } from "#shared/judging/decide.ts";
import { sendHints } from "#shared/outbox/send-hints.ts";
import { findSubjectKeys } from "#shared/subjects/find-subject-key.ts";
import { indexesOf, type SubjectIndexes } from "#shared/subjects/indexes.ts";
import type { SubjectEvent } from "./checked-event.ts";
import type { Env } from "./env.ts";
import { newSubject } from "./new-subject.ts";
import type { Circumstances } from "./placed.ts";

interface Other extends SubjectIndexes {
  readonly text: string;
  readonly subject: SubjectReference;
}

/** The subject keys of those whom relations and cases name, by the text of their documents. */
export type KeysOfOthers = ReadonlyMap<string, string>;

/** Each time only those are left whom others made known in the meantime. */
const mostAttempts = 10;

/**
 * Finds the keys of all whom these events' relations and cases name. Whoever was never heard of becomes a subject of whom nothing
 * is known yet, in the own shard: the relation is committed after that. One round trip a shard, one more where there
 * is anybody new; none where nobody is named.
 */
export async function keysOfOthers(
  env: Env,
  department: DepartmentId,
  events: readonly SubjectEvent[],
  circumstances: Circumstances,
): Promise<KeysOfOthers> {
  return keysOf(
    env,
    department,
    events.flatMap(({ relations, reportedCase }) => [
      ...relations.map(({ other }) => other),
      ...(reportedCase?.relative === undefined ? [] : [reportedCase.relative]),
    ]),
    circumstances,
  );
}

/** The keys of these subjects, by the text of their documents; whoever was never heard of becomes known. */
export async function keysOf(
  env: Env,
  department: DepartmentId,
  subjects: readonly SubjectReference[],
  circumstances: Circumstances,
): Promise<KeysOfOthers> {
  const named = new Map(
    subjects.map((subject): [string, SubjectReference] => [subjectText(subject), subject]),
  );
  const others = await Promise.all(
    [...named].map(async ([text, subject]): Promise<Other> => ({
      text,
      subject,
      ...(await indexesOf(env, subject)),
    })),
  );
  const keys = await Promise.all(
    byShard(others, ({ bucket }) => bucket).map(async ([shard, ofShard]) =>
      keysOfShard(env, shard, department, ofShard, circumstances),
    ),
  );
  return new Map(keys.flat());
}

async function keysOfShard(
  env: Env,
  shard: number,
  department: DepartmentId,
  others: readonly Other[],
  circumstances: Circumstances,
): Promise<[string, string][]> {
  const keys: [string, string][] = [];
  let pending = others;
  for (let attempt = 0; pending.length > 0; attempt += 1) {
    if (attempt === mostAttempts)
      throw new Error(`${pending.length} relatives are made known by too many at once`);
    // Each attempt rests on what the one before left behind.
    // oxlint-disable no-await-in-loop
    const found = await findSubjectKeys(
      env,
      shard,
      pending.flatMap(({ blindIndexes }) => blindIndexes),
    );
    const strangers: Other[] = [];
    for (const other of pending) {
      const index = other.blindIndexes.find((one) => found.has(one));
      const key = index === undefined ? undefined : found.get(index);
      if (key === undefined) strangers.push(other);
      else keys.push([other.text, key]);
    }
    if (strangers.length > 0)
      await makeKnown(env, databaseOf(env, shard), department, strangers, circumstances);
    // oxlint-enable no-await-in-loop
    pending = strangers;
  }
  return keys;
}

/** As a subject's first event does, but for the event. */
async function makeKnown(
  env: Env,
  db: D1Database,
  department: DepartmentId,
  strangers: readonly Other[],
  circumstances: Circumstances,
): Promise<void> {
  const { now } = circumstances;
  const commits = await Promise.all(
    strangers.map(async ({ bucket, subject, blindIndexes }): Promise<Commit> => {
      const state = await newSubject(env, bucket, subject, now);
      return {
        changes: await decide(state, { ...circumstances, actor: `department:${department}` }),
        mark: state.mark,
        blindIndexes: blindIndexes.slice(0, 1),
        isNew: true,
        stored: state.contact.stored,
      };
    }),
  );
  const won = await commitSubjects(db, commits, shanghaiDay(now));
  await sendHints(
    env,
    commits
      .filter(({ changes }) => won.has(changes.profile.subjectKey))
      .flatMap(({ changes }) => changes.tasks),
  );
}
