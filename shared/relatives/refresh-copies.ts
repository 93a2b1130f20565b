import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { byShard, databaseOf, type Shards } from "#shared/db/shards.ts";
import { type Commit, commitSubjects } from "#shared/judging/commit-subjects.ts";
import { type Circumstances, decide } from "#shared/judging/decide.ts";
import { loadSubjects } from "#shared/judging/load-subjects.ts";
import type { SubjectState } from "#shared/judging/subject-state.ts";
import { sendHints } from "#shared/outbox/send-hints.ts";
import type { QueueBindings } from "#shared/queues.ts";
import { headsOf } from "#shared/subjects/heads.ts";
import { followOthers, type Told, type Wish } from "./follow-others.ts";
import { takeOverCopies } from "./take-over-copies.ts";

/** Whose copy of whose facts is to be brought up to date. */
export interface Following {
  readonly followerKey: string;
  readonly otherKey: string;
}

/** How often a follower is decided again because others changed it meanwhile. */
const mostAttempts = 20;

/**
 * Brings copied facts up to date and judges the followers again, each in one commit however many of its relatives
 * are among them. It may break off anywhere and be done again, in any order: what is newer stays.
 *
 * @returns the followers for whom it failed, and why
 */
export async function refreshCopies(
  stores: Shards & QueueBindings,
  followings: readonly Following[],
  circumstances: Circumstances,
): Promise<ReadonlyMap<string, string>> {
  const refreshed = await refreshAll(stores, followings, circumstances);
  // Whoever has become another one follows as that one.
  const missing = followings.filter(({ followerKey }) => refreshed.gone.has(followerKey));
  const heads = await headsOf(stores, refreshed.gone);
  const moved = missing.flatMap(({ followerKey, otherKey }) => {
    const headKey = heads.get(followerKey) ?? followerKey;
    return headKey === followerKey ? [] : [{ followerKey: headKey, otherKey }];
  });
  const again = await refreshAll(stores, moved, circumstances);
  const failures = new Map(refreshed.failures);
  for (const key of refreshed.gone) {
    const failure = again.failures.get(heads.get(key) ?? key);
    if (failure !== undefined) failures.set(key, failure);
  }
  return failures;
}

interface Refreshed {
  readonly failures: ReadonlyMap<string, string>;
  /** Followers that are not there. */
  readonly gone: ReadonlySet<string>;
}

async function refreshAll(
  stores: Shards & QueueBindings,
  followings: readonly Following[],
  circumstances: Circumstances,
): Promise<Refreshed> {
  const gone = new Set<string>();
  const failures = await Promise.all(
    byShard(followings, ({ followerKey }) => followerKey).map(async ([shard, ofShard]) =>
      refreshShard(stores, databaseOf(stores, shard), ofShard, gone, circumstances),
    ),
  );
  return { failures: new Map(failures.flat()), gone };
}

async function refreshShard(
  stores: Shards & QueueBindings,
  db: D1Database,
  followings: readonly Following[],
  gone: Set<string>,
  circumstances: Circumstances,
): Promise<[string, string][]> {
  const today = shanghaiDay(circumstances.now);
  const others = Map.groupBy(followings, ({ followerKey }) => followerKey);
  const failures: [string, string][] = [];
  let pending = [...others.keys()];
  for (let attempt = 0; pending.length > 0 && attempt < mostAttempts; attempt += 1) {
    // Each attempt rests on what the one before left behind.
    // oxlint-disable no-await-in-loop
    if (attempt > 0) await scheduler.wait(Math.random() * Math.min(attempt, 10) * 8);
    const states = await loadSubjects(db, { by: "subjectKey", values: pending }, today);
    for (const key of pending) if (!states.has(key)) gone.add(key);
    const wishing = [...states.values()].map((state) => ({
      state,
      wishes: wishesOf(state, others.get(state.profile.subjectKey) ?? []),
    }));
    const told = await tell(
      stores,
      wishing.flatMap(({ wishes }) => wishes),
    );
    const decided = await Promise.all(
      wishing.map(async ({ state, wishes }) => decideOrReport(state, wishes, told, circumstances)),
    );
    failures.push(...decided.flatMap((one) => (one.ok ? [] : [one.failure])));
    const commits = decided.flatMap((one) => (one.ok ? (one.commit ?? []) : []));
    const won = commits.length === 0 ? new Set<string>() : await commitSubjects(db, commits, today);
    const [done, lost] = partition(commits, ({ changes }) => won.has(changes.profile.subjectKey));
    await sendHints(
      stores,
      done.flatMap(({ changes }) => changes.tasks),
    );
    // oxlint-enable no-await-in-loop
    pending = lost.map(({ changes }) => changes.profile.subjectKey);
  }
  const busy = pending.map((key): [string, string] => [key, "the follower changed meanwhile"]);
  return [...failures, ...busy];
}

/** What was asked for of these others; nothing where the relation has no facts that rules name. */
function wishesOf({ profile }: SubjectState, followings: readonly Following[]): Wish[] {
  const followerKey = profile.subjectKey;
  return followings.flatMap(({ otherKey }) => {
    const facts = new Set(
      profile.relatives.filter((one) => one.otherKey === otherKey).flatMap(({ asked }) => asked),
    );
    return facts.size === 0 ? [] : [{ otherKey, followerKey, facts: [...facts].toSorted() }];
  });
}

async function tell(stores: Shards, wishes: readonly Wish[]): Promise<ReadonlyMap<string, Told>> {
  const told = await Promise.all(
    byShard(wishes, ({ otherKey }) => otherKey).map(async ([shard, ofShard]) =>
      followOthers(databaseOf(stores, shard), ofShard),
    ),
  );
  return new Map(told.flatMap((one) => [...one]));
}

type Decided =
  | { readonly ok: true; readonly commit: Commit | undefined }
  | { readonly ok: false; readonly failure: [followerKey: string, because: string] };

/** A follower that cannot be judged must not hold up the others. */
async function decideOrReport(
  state: SubjectState,
  wishes: readonly Wish[],
  told: ReadonlyMap<string, Told>,
  circumstances: Circumstances,
): Promise<Decided> {
  const { profile, mark } = state;
  try {
    const wished = new Map(
      wishes.map(({ otherKey }): [string, Told] => {
        const one = told.get(otherKey);
        // Whoever was joined with another subject: the follower is led to that one, and follows it.
        if (one === undefined) throw new Error("the profile of a relative is not there");
        return [otherKey, one];
      }),
    );
    const relatives = takeOverCopies(profile.relatives, wished);
    // Done already, by the same task or by one that was faster.
    if (relatives.every((one, index) => one === profile.relatives[index])) {
      return { ok: true, commit: undefined };
    }
    const changes = await decide({ ...state, profile: { ...profile, relatives } }, circumstances);
    const commit = { changes, mark, blindIndexes: [], isNew: false, stored: undefined };
    return { ok: true, commit };
  } catch (error) {
    return { ok: false, failure: [profile.subjectKey, String(error)] };
  }
}

function partition<Item>(
  items: readonly Item[],
  isFirst: (item: Item) => boolean,
): [first: Item[], second: Item[]] {
  const first: Item[] = [];
  const second: Item[] = [];
  for (const item of items) (isFirst(item) ? first : second).push(item);
  return [first, second];
}
