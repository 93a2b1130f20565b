import { sign } from "#shared/testing/a-signer.ts";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { decideOffer } from "#shared/confirmations/decide-offer.ts";
import { rowsOf, statement } from "#shared/db/statement.ts";
import { hashOf } from "#shared/audit/entry.ts";
import { emptyProfile, rememberEvent } from "#shared/profiles/profile.ts";
import { randomId } from "#shared/sealing/digest.ts";
import { circumstancesOn, decideOn, morningOf, senior } from "#shared/testing/a-senior.ts";
import { aProfile, aState, aStoredSubject, aSubjectKey } from "#shared/testing/builders.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import { commitSubjects, type Commit } from "./commit-subjects.ts";
import { decide } from "./decide.ts";
import { loadSubjects } from "./load-subjects.ts";
import type { SubjectState } from "./subject-state.ts";

const day = "2026-11-20";
const today = shanghaiDay(morningOf(day));

let databases: Databases;
let db: D1Database;
beforeAll(async () => {
  databases = await startDatabases();
  db = databases.DB_0;
});
afterAll(async () => databases.dispose());

/** A subject as intake first hears of it: its key is made up and its document's index known. */
async function firstHeard(blindIndex: string = randomId()): Promise<Commit> {
  const subjectKey = aSubjectKey();
  const { sources } = aProfile(senior);
  const state = aState({ profile: { ...emptyProfile(subjectKey, "person"), sources } });
  return {
    changes: await decideOn(state, day),
    mark: 0,
    blindIndexes: [blindIndex],
    isNew: true,
    stored: aStoredSubject({ subjectKey }),
  };
}

async function commitOf(state: SubjectState, more: Partial<Commit> = {}): Promise<Commit> {
  return {
    changes: await decideOn(state, day),
    mark: state.mark,
    blindIndexes: [],
    isNew: false,
    stored: undefined,
    ...more,
  };
}

async function load(subjectKey: string): Promise<SubjectState> {
  const states = await loadSubjects(db, { by: "subjectKey", values: [subjectKey] }, today);
  const state = states.get(subjectKey);
  if (state === undefined) throw new Error(`${subjectKey} is not there`);
  return state;
}

/** A committed subject with an open offer. */
async function known(): Promise<SubjectState> {
  const commit = await firstHeard();
  await commitSubjects(db, [commit], today);
  return load(commit.changes.profile.subjectKey);
}

/** How many rows of each kind a subject has. */
async function rowsFor(subjectKey: string): Promise<Record<string, number>> {
  const result = await statement(
    db,
    sql`SELECT
      (SELECT count(*) FROM profiles WHERE subject_key = ${subjectKey}) AS profiles,
      (SELECT count(*) FROM subjects WHERE subject_key = ${subjectKey}) AS subjects,
      (SELECT count(*) FROM entitlements WHERE subject_key = ${subjectKey}) AS entitlements,
      (SELECT count(*) FROM confirmations WHERE subject_key = ${subjectKey}) AS confirmations,
      (SELECT count(*) FROM outbox WHERE subject_key = ${subjectKey}) AS outbox,
      (SELECT count(*) FROM aliases WHERE subject_key = ${subjectKey}) AS aliases`,
  ).all();
  return rowsOf<Record<string, number>>(result)[0] ?? {};
}

async function auditRows(): Promise<number> {
  return (await db.prepare("SELECT count(*) AS n FROM audit").first<number>("n")) ?? 0;
}

const withFacts = (state: SubjectState, facts: Parameters<typeof aProfile>[0]): SubjectState => ({
  ...state,
  profile: { ...state.profile, sources: aProfile(facts).sources },
});

describe("a committed subject", () => {
  it("is stored whole, and read back as it was decided", async () => {
    const commit = await firstHeard();
    const { changes } = commit;
    const { subjectKey } = changes.profile;
    expect(await commitSubjects(db, [commit], today)).toEqual(new Set([subjectKey]));
    expect(await rowsFor(subjectKey)).toEqual({
      profiles: 1,
      subjects: 1,
      entitlements: 1,
      confirmations: 1,
      outbox: 1,
      aliases: 1,
    });
    const state = await load(subjectKey);
    expect(state.profile).toEqual({ ...changes.profile, version: 1 });
    expect(state.entitlements).toEqual(changes.entitlements);
    expect(state.confirmations).toEqual(changes.confirmations);
    expect(state.contact.stored).toEqual(commit.stored);
    expect(state.mark).toBe(2);
  });

  it("is found by its blind index too", async () => {
    const blindIndex = randomId();
    const commit = await firstHeard(blindIndex);
    await commitSubjects(db, [commit], today);
    const states = await loadSubjects(db, { by: "blindIndex", values: [blindIndex, "x"] }, today);
    expect([...states.keys()]).toEqual([blindIndex]);
    expect(states.get(blindIndex)?.profile.subjectKey).toBe(commit.changes.profile.subjectKey);
  });

  it("has an audit row whose hash is right and is the entitlement's head", async () => {
    const { entitlements } = await known();
    const row = await statement(
      db,
      sql`SELECT entitlement, number, at, actor, event, path, amount_fen AS "amountFen",
            rule_version AS "ruleVersion", previous, hash FROM audit WHERE entitlement = ${entitlements[0]?.id}`,
    ).first<Parameters<typeof hashOf>[0] & { hash: string }>();
    if (row === null) throw new Error("there is no audit row");
    expect(await hashOf(row)).toBe(row.hash);
    expect(entitlements[0]?.auditHead).toBe(row.hash);
  });

  it("keeps the facts that count today where set-based work finds them", async () => {
    const { profile } = await known();
    const found = await statement(
      db,
      sql`SELECT facts ->> '$.birthDate' AS "birthDate" FROM profiles WHERE subject_key = ${profile.subjectKey}`,
    ).first();
    expect(found).toEqual({ birthDate: senior.birthDate });
  });
});

describe("of two who write the same subject at once", () => {
  it("one is in the answer; nothing of the other is stored", async () => {
    const state = await known();
    const { subjectKey } = state.profile;
    const [away, older] = await Promise.all([
      commitOf(withFacts(state, { ...senior, hukouDistrict: "elsewhere" })),
      commitOf(withFacts(state, { ...senior, birthDate: "1940-01-01" })),
    ]);
    const rows = await auditRows();
    const won = await Promise.all([
      commitSubjects(db, [away], today),
      commitSubjects(db, [older], today),
    ]);
    expect(won.map((keys) => keys.size).toSorted()).toEqual([0, 1]);
    const winner = won[0].has(subjectKey) ? away : older;
    const now = await load(subjectKey);
    expect(now.profile).toEqual({ ...winner.changes.profile, version: 2 });
    expect(now.entitlements).toEqual(winner.changes.entitlements);
    expect(await auditRows()).toBe(rows + 1);
    expect(await rowsFor(subjectKey)).toMatchObject({
      entitlements: 1,
      confirmations: 1,
      outbox: 1,
    });
  });

  it("the loser's contact, entitlements, audit rows and tasks are left out, the others of its batch stay", async () => {
    const state = await known();
    const { subjectKey } = state.profile;
    await commitSubjects(db, [await commitOf(state)], today);
    const rows = await auditRows();
    const nextMonth = await decideOn(state, "2026-12-01");
    expect(nextMonth.entitlements).toHaveLength(1);
    const late: Commit = {
      ...(await commitOf(state)),
      changes: {
        ...nextMonth,
        tasks: (await firstHeard()).changes.tasks.map((task) => ({ ...task, subjectKey })),
      },
      stored: aStoredSubject({ subjectKey, phoneMasked: "lost" }),
    };
    const timely = await firstHeard();
    const won = await commitSubjects(db, [late, timely], today);
    expect(won).toEqual(new Set([timely.changes.profile.subjectKey]));
    expect(await rowsFor(subjectKey)).toMatchObject({ entitlements: 1, outbox: 1 });
    expect((await load(subjectKey)).contact.stored?.phoneMasked).toBeNull();
    expect(await auditRows()).toBe(rows + timely.changes.entries.length);
  });

  it("as a new one, the document belongs to one key, and the other key does not exist", async () => {
    const blindIndex = randomId();
    const both = await Promise.all([firstHeard(blindIndex), firstHeard(blindIndex)]);
    const won = await Promise.all(both.map(async (one) => commitSubjects(db, [one], today)));
    expect(won.map((keys) => keys.size).toSorted()).toEqual([0, 1]);
    const counts = await Promise.all(
      both.map(async ({ changes }) => rowsFor(changes.profile.subjectKey)),
    );
    const total = (counts_: Record<string, number>) =>
      Object.values(counts_).reduce((sum, n) => sum + n, 0);
    expect(counts.map(total).toSorted((a, b) => a - b)).toEqual([0, 6]);
  });

  it("in one batch as two new ones, too, one wins", async () => {
    const blindIndex = randomId();
    const both = await Promise.all([firstHeard(blindIndex), firstHeard(blindIndex)]);
    expect((await commitSubjects(db, both, today)).size).toBe(1);
  });
});

describe("the mark", () => {
  it("lets a decision lose that rests on an offer which was confirmed in between", async () => {
    const state = await known();
    const { subjectKey } = state.profile;
    const stale = await commitOf(withFacts(state, { ...senior, hukouDistrict: "elsewhere" }));
    const [offer] = state.confirmations;
    if (offer === undefined) throw new Error("there is no offer");
    const how = {
      decision: "confirm",
      way: { assurance: "link" },
      seenAccountVersion: 0,
      sign,
    } as const;
    const answer = await decideOffer(db, {}, offer, how, morningOf(day));
    expect(answer.ok).toBe(true);
    expect(await commitSubjects(db, [stale], today)).toEqual(new Set());
    const confirmed = await load(subjectKey);
    expect(confirmed.confirmations).toMatchObject([{ state: "confirmed" }]);
    expect(confirmed.entitlements).toMatchObject([{ state: "awaiting-fulfilment" }]);
    expect(confirmed.profile.version).toBe(1);
    // Read and decided again, it takes effect on what was confirmed.
    const again = await commitOf(withFacts(confirmed, { ...senior, hukouDistrict: "elsewhere" }));
    expect((await commitSubjects(db, [again], today)).size).toBe(1);
    expect(await load(subjectKey)).toMatchObject({
      confirmations: [{ state: "ended" }],
      entitlements: [{ state: "terminated" }],
    });
  });

  it("guards the decision to do nothing, too", async () => {
    const state = await known();
    const idle = await commitOf(state);
    expect(idle.changes.entitlements).toEqual([]);
    expect((await commitSubjects(db, [{ ...idle, mark: state.mark - 1 }], today)).size).toBe(0);
    expect((await commitSubjects(db, [idle], today)).size).toBe(1);
  });
});

describe("the price of an event", () => {
  it("is at most 1.2 rows written where no verdict changes", async () => {
    const commits = await Promise.all(Array.from({ length: 100 }, async () => firstHeard()));
    await commitSubjects(db, commits, today);
    const values = commits.map(({ changes }) => changes.profile.subjectKey);
    const states = [...(await loadSubjects(db, { by: "subjectKey", values }, today)).values()];
    const updates = await Promise.all(
      states.map(async (state) => {
        const profile = rememberEvent(state.profile, ["health", "urn:test", randomId(), "digest"]);
        const changes = await decide(
          { ...state, profile },
          { ...circumstancesOn(day), actor: "department:health" },
        );
        return { changes, mark: state.mark, blindIndexes: [], isNew: false, stored: undefined };
      }),
    );
    let written = 0;
    const counting: D1Database = {
      prepare: (query) => db.prepare(query),
      batch: async <Row>(statements: D1PreparedStatement[]) => {
        const results = await db.batch<Row>(statements);
        for (const { meta } of results) written += meta.rows_written;
        return results;
      },
      exec: (query) => db.exec(query),
      withSession: (constraint) => db.withSession(constraint),
      dump: () => db.dump(),
    };
    expect((await commitSubjects(counting, updates, today)).size).toBe(100);
    expect(written / 100).toBeGreaterThanOrEqual(1);
    expect(written / 100).toBeLessThanOrEqual(1.2);
  });

  it("does not grow out of one statement: 500 new subjects are committed at once", async () => {
    const commits = await Promise.all(Array.from({ length: 500 }, async () => firstHeard()));
    expect((await commitSubjects(db, commits, today)).size).toBe(500);
  });
});
