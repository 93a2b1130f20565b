import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { byShard, databaseOf, type Shards } from "#shared/db/shards.ts";
import { type Commit, commitSubjects } from "#shared/judging/commit-subjects.ts";
import { type Circumstances, decide } from "#shared/judging/decide.ts";
import { loadSubjects } from "#shared/judging/load-subjects.ts";
import type { SubjectState } from "#shared/judging/subject-state.ts";
import { sendHints } from "#shared/outbox/send-hints.ts";
import type { QueueBindings } from "#shared/queues.ts";
import { headsOf } from "#shared/subjects/heads.ts";
import type { Claiming } from "./claim.ts";
import { claimsOf } from "./claims-of.ts";
import { type Claimed, lineUpClaims, type Standing } from "./line-up-claims.ts";

type Stores = Shards & QueueBindings;

/** One claimant in one attempt. */
interface Claimant {
  readonly key: string;
  /** Undefined where it could not be read. */
  readonly state: SubjectState | undefined;
  readonly claims: readonly Claimed[];
  readonly failure?: string;
}

/** How often a claimant is decided again because others changed it meanwhile. */
const mostAttempts = 20;

/** Days back: an old entitlement that ended may still stand in a line. */
const everything = 60_000;

/**
 * Brings claims into line where those lie who are counted, and takes over on the claimants' shards how they stand.
 * Nothing is remembered in between, so it may break off anywhere and be done again, in any order and by many at once: a
 * claimant that changed meanwhile is not committed, and its claims are brought into line anew.
 *
 * @returns the claimants for whom it failed, and why
 */
export async function settleClaims(
  stores: Stores,
  claimings: readonly Claiming[],
  circumstances: Circumstances,
): Promise<ReadonlyMap<string, string>> {
  const wanted = Map.groupBy(claimings, ({ claimantKey }) => claimantKey);
  const failures = new Map<string, string>();
  let pending = [...wanted.keys()];
  for (let attempt = 0; pending.length > 0 && attempt < mostAttempts; attempt += 1) {
    // Each attempt rests on what the one before left behind.
    // oxlint-disable no-await-in-loop
    if (attempt > 0) await scheduler.wait(Math.random() * Math.min(attempt, 10) * 8);
    const claimants = await loadClaimants(stores, pending, wanted, circumstances);
    const standings = await lineUp(stores, claimants, circumstances);
    const decided = await Promise.all(
      claimants.map(async (one) => decideOrReport(one, standings, circumstances)),
    );
    const commits = decided.flatMap(({ commit }) => commit ?? []);
    const won = await commitAll(stores, commits, circumstances);
    // oxlint-enable no-await-in-loop
    for (const { key, failure } of decided) if (failure !== undefined) failures.set(key, failure);
    pending = commits.map(keyOf).filter((key) => !won.has(key));
  }
  for (const key of pending) failures.set(key, "the claimant changed meanwhile");
  return followClaimants(stores, wanted, failures, circumstances);
}

const isNotThere = "the claimant is not there";

/** Whoever was joined with another subject claims as that one. */
async function followClaimants(
  stores: Stores,
  wanted: ReadonlyMap<string, readonly Claiming[]>,
  failures: Map<string, string>,
  circumstances: Circumstances,
): Promise<ReadonlyMap<string, string>> {
  const gone = [...failures].filter(([, failure]) => failure === isNotThere).map(([key]) => key);
  const heads = await headsOf(stores, gone);
  const moved = gone.filter((key) => heads.get(key) !== key);
  if (moved.length === 0) return failures;
  const again = await settleClaims(
    stores,
    moved.flatMap((key) =>
      (wanted.get(key) ?? []).map((one) => ({ ...one, claimantKey: heads.get(key) ?? key })),
    ),
    circumstances,
  );
  for (const key of moved) {
    const failure = again.get(heads.get(key) ?? key);
    if (failure === undefined) failures.delete(key);
    else failures.set(key, failure);
  }
  return failures;
}

const keyOf = ({ changes }: Commit): string => changes.profile.subjectKey;

async function loadClaimants(
  stores: Stores,
  keys: readonly string[],
  wanted: ReadonlyMap<string, readonly Claiming[]>,
  { now }: Circumstances,
): Promise<Claimant[]> {
  const states = await Promise.all(
    byShard(keys, (key) => key).map(async ([shard, values]) => {
      const selection = { by: "subjectKey", values } as const;
      return loadSubjects(databaseOf(stores, shard), selection, shanghaiDay(now), everything);
    }),
  );
  const known = new Map(states.flatMap((ofShard) => [...ofShard]));
  return keys.map((key): Claimant => {
    const state = known.get(key);
    if (state === undefined) return { key, state, claims: [], failure: isNotThere };
    try {
      const claims = (wanted.get(key) ?? []).flatMap((claiming) => claimsOf(state, claiming));
      return { key, state, claims };
    } catch (error) {
      return { key, state, claims: [], failure: String(error) };
    }
  });
}

async function lineUp(
  stores: Stores,
  claimants: readonly Claimant[],
  { now }: Circumstances,
): Promise<ReadonlyMap<string, Standing>> {
  const claims = claimants.flatMap((one) => one.claims);
  const lines = await Promise.all(
    byShard(claims, ({ subjectKey }) => subjectKey).map(async ([shard, ofShard]) =>
      lineUpClaims(databaseOf(stores, shard), ofShard, now),
    ),
  );
  await sendHints(
    stores,
    lines.flatMap(({ hints }) => hints),
  );
  return new Map(lines.flatMap(({ standings }) => [...standings]));
}

interface Decided {
  readonly key: string;
  /** Undefined where no claim stands otherwise than the claimant knows. */
  readonly commit: Commit | undefined;
  readonly failure: string | undefined;
}

/** A claimant that cannot be judged must not hold up the others. */
async function decideOrReport(
  { key, state, claims, failure }: Claimant,
  standings: ReadonlyMap<string, Standing>,
  circumstances: Circumstances,
): Promise<Decided> {
  const isNews = claims.some(
    ({ entitlement, wants }) =>
      wants === "place" || (wants === "answer" && standings.get(entitlement) === "held"),
  );
  if (state === undefined || !isNews) return { key, commit: undefined, failure };
  try {
    const changes = await decide(state, { ...circumstances, standings });
    const { mark } = state;
    const commit = { changes, mark, blindIndexes: [], isNew: false, stored: undefined };
    return { key, commit, failure };
  } catch (error) {
    return { key, commit: undefined, failure: String(error) };
  }
}

/** Gives the keys of those that were committed. */
async function commitAll(
  stores: Stores,
  commits: readonly Commit[],
  { now }: Circumstances,
): Promise<Set<string>> {
  const won = await Promise.all(
    byShard(commits, keyOf).map(async ([shard, ofShard]) =>
      commitSubjects(databaseOf(stores, shard), ofShard, shanghaiDay(now)),
    ),
  );
  const done = new Set(won.flatMap((keys) => [...keys]));
  await sendHints(
    stores,
    commits.filter((one) => done.has(keyOf(one))).flatMap(({ changes }) => changes.tasks),
  );
  return done;
}
