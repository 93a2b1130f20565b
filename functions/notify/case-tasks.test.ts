import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { startCaseFeed } from "#shared/case-feed/start-case-feed.ts";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { advance } from "#shared/entitlements/advance.ts";
import { storeAdvanced } from "#shared/entitlements/store-advanced.ts";
import { findTasks } from "#shared/outbox/find-tasks.ts";
import { decideProposal, findProposal } from "#shared/proposals/decide-proposal.ts";
import { propose } from "#shared/proposals/propose.ts";
import type { Hint } from "#shared/queues.ts";
import { loadSubjects } from "#shared/judging/load-subjects.ts";
import { commitSubjects } from "#shared/judging/commit-subjects.ts";
import { decideOn, senior } from "#shared/testing/a-senior.ts";
import { aProfile, aState, aSubjectKey } from "#shared/testing/builders.ts";
import { countRows, type RowCount } from "#shared/testing/count-rows.ts";
import { aBatch } from "#shared/testing/fake-queue.ts";
import { tasksIn } from "#shared/testing/outbox-rows.ts";
import { type OutsideWorld, startOutsideWorld } from "#shared/testing/outside-world.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import { makeSecrets } from "../sandbox/start/secrets.command.ts";
import type { Env } from "./env.ts";
import { notify } from "./notify.ts";

const platform = "government-services";
const today = civilDate("2026-11-20");
const count: RowCount = { written: 0, roundTrips: 0 };
const context = { waitUntil() {}, passThroughOnException() {} } as unknown as ExecutionContext;

let world: OutsideWorld;
let databases: Databases;
let env: Env & { readonly NOTIFY: Queue<Hint> };
let hints: Hint[] = [];

beforeAll(async () => {
  vi.spyOn(console, "warn").mockImplementation(() => {});
  [world, databases] = await Promise.all([startOutsideWorld(), startDatabases()]);
});
afterAll(async () => {
  vi.restoreAllMocks();
  await databases.dispose();
  await world.close();
});
beforeEach(async () => {
  await databases.empty();
  hints = [];
  world.received.length = 0;
  world.respond = () => ({ status: 202 });
  env = {
    ...(makeSecrets() as Record<string, string> & Env),
    PUBLIC_ORIGIN: "https://jixiang.test",
    DB_0: countRows(databases.DB_0, count),
    DB_1: databases.DB_1,
    DB_CITY: databases.DB_CITY,
    NOTIFY: {
      async sendBatch(messages: { body: Hint }[]) {
        hints.push(...messages.map(({ body }) => body));
      },
    } as unknown as Queue<Hint>,
  };
});

async function register(): Promise<void> {
  for (const act of [
    {
      kind: "department-key",
      payload: { department: platform, keyId: "k1", secret: world.secretOf(platform) },
    },
    {
      kind: "endpoint",
      payload: { department: platform, purpose: "cases", url: `${world.origin}/${platform}` },
    },
  ] as const) {
    const id = await propose(env.DB_CITY, env.KEYRING_KEY, act, "one", new Date());
    const proposal = await findProposal(env.DB_CITY, id);
    if (proposal !== undefined)
      await decideProposal(env.DB_CITY, proposal, "approve", "two", new Date());
  }
}

/** A minute of the sweep, so much later than now, and what its hints bring. */
async function minute(laterMilliseconds = 0): Promise<void> {
  const now = new Date(Date.now() + laterMilliseconds);
  await startCaseFeed(env, now);
  await bring(now);
}

async function bring(now: Date): Promise<void> {
  const worker = notify(async () => now);
  while (hints.length > 0) await worker.queue?.(aBatch(hints.splice(0)).batch, env, context);
}

/** Brings the tasks that wait for another attempt, as if their time had come. */
async function retry(): Promise<void> {
  const waiting = (await tasksIn(databases.DB_0)).filter(
    ({ topic, kind }) => topic === "notify" && kind.startsWith("case"),
  );
  hints.push(...waiting.map(({ dueAt, id }) => ({ shard: 0, dueAt, id })));
  await bring(new Date());
}

/** Somebody to whom this month's allowance is offered: one case with two steps. */
async function born(): Promise<string> {
  const subjectKey = aSubjectKey(0);
  const state = aState({ profile: aProfile(senior, { subjectKey, version: 0 }) });
  const changes = await decideOn(state, today);
  const blindIndexes = [subjectKey];
  const commit = { changes, mark: 0, blindIndexes, isNew: true, stored: undefined };
  expect((await commitSubjects(databases.DB_0, [commit], today)).size).toBe(1);
  return subjectKey;
}

const stateOf = async (subjectKey: string) => {
  const selection = { by: "subjectKey", values: [subjectKey] } as const;
  const state = (await loadSubjects(databases.DB_0, selection, today)).get(subjectKey);
  if (state === undefined) throw new Error("nobody");
  return state;
};

async function moveOn(
  subjectKey: string,
  path: readonly ("confirmed" | "awaiting-fulfilment" | "fulfilling")[],
): Promise<void> {
  const [one] = (await stateOf(subjectKey)).entitlements;
  if (one === undefined) throw new Error("nothing is open");
  const isSent = path.includes("fulfilling");
  const moved = await advance(one, {
    path,
    event: "test",
    actor: "system:test",
    at: new Date(),
    set: isSent ? { instruction: "aax" } : { heldBecause: path.length === 0 ? "daily-cap" : null },
  });
  await databases.DB_0.batch(storeAdvanced(databases.DB_0, [moved]));
}

const told = () =>
  world.received
    .filter(({ type }) => type === "case.recorded.v1")
    .map(({ id, data }) => [id.slice(29), data["state"]]);
const feed = async () =>
  databases.DB_0.prepare(
    "SELECT told_seq, busy_until, (SELECT max(seq) FROM audit) AS seq FROM case_feed",
  ).first<{ told_seq: number; busy_until: number; seq: number }>();

describe("the one-stop platform", () => {
  test("is told nothing, and nothing is written for it, before its endpoint is registered", async () => {
    await born();
    await minute();
    expect(await tasksIn(databases.DB_0)).not.toContainEqual(
      expect.objectContaining({ kind: "cases" }),
    );
    expect(world.received).toEqual([]);
    await register();
    await minute();
    expect(told()).toEqual([["2", "awaiting-confirmation"]]);
  });

  test("hears of each case once, with every step, however many there were since", async () => {
    await register();
    const subjectKey = await born();
    await moveOn(subjectKey, ["confirmed", "awaiting-fulfilment"]);
    await moveOn(subjectKey, ["fulfilling"]);
    await minute();
    const [{ data, id } = { data: {}, id: "" }, ...others] = world.received;
    expect(others).toEqual([]);
    const [entitlement] = (await stateOf(subjectKey)).entitlements;
    expect(id).toBe(`${entitlement?.id}-5`);
    expect(data).toEqual({
      caseNumber: `MS20261120310000${entitlement?.id.slice(0, 14).toUpperCase()}`,
      policy: "senior-comprehensive-allowance",
      state: "fulfilling",
      steps: entitlement?.steps.map(({ state, at }) => ({
        step: state,
        at: new Date(at).toISOString(),
      })),
    });
    expect(JSON.stringify(data)).not.toContain(subjectKey);
    await minute();
    expect(told()).toHaveLength(1);
  });

  test("is not told of a hold or another amount, which are no steps", async () => {
    await register();
    const subjectKey = await born();
    await minute();
    await moveOn(subjectKey, []);
    await minute();
    expect(told()).toEqual([["2", "awaiting-confirmation"]]);
    expect(await feed()).toMatchObject({ told_seq: 2, seq: 2, busy_until: 0 });
    await moveOn(subjectKey, ["confirmed", "awaiting-fulfilment"]);
    await minute();
    expect(told()).toEqual([
      ["2", "awaiting-confirmation"],
      ["4", "awaiting-fulfilment"],
    ]);
  });

  test("hears the same again under the same id when its answer was lost, and nothing is passed over", async () => {
    await register();
    await born();
    await born();
    world.respond = () => ({ status: 500 });
    await minute();
    expect(await feed()).toMatchObject({ told_seq: 0 });
    await minute();
    expect((await tasksIn(databases.DB_0)).filter(({ kind }) => kind === "cases")).toHaveLength(1);
    const heard: string[][] = [];
    world.respond = (events) => {
      heard.push([events[0]?.webhook ?? "", ...events.map(({ id }) => id)]);
      return { status: heard.length < 3 ? 503 : 202 };
    };
    await retry();
    await retry();
    await retry();
    expect(heard).toHaveLength(3);
    expect(new Set(heard.map((one) => one.join(" "))).size).toBe(1);
    expect(await feed()).toMatchObject({ told_seq: 2, busy_until: 0 });
    expect(told()).toHaveLength(2);
  });

  test("that refuses one case is told of all others, and of that one again by itself", async () => {
    await register();
    const keys = [await born(), await born(), await born()];
    const poison = (await stateOf(keys[1] ?? "")).entitlements[0]?.id ?? "";
    world.respond = (events) => ({
      status: events.some(({ id }) => id.startsWith(poison)) ? 422 : 202,
    });
    await minute();
    expect(told()).toHaveLength(2);
    expect(await feed()).toMatchObject({ told_seq: 3, seq: 3, busy_until: 0 });
    const waiting = (await tasksIn(databases.DB_0)).filter(({ kind }) => kind === "case");
    expect(waiting).toMatchObject([{ reference: poison, subjectKey: keys[1] }]);
    await moveOn(keys[1] ?? "", ["confirmed", "awaiting-fulfilment"]);
    world.respond = () => ({ status: 202 });
    await retry();
    expect(told()).toHaveLength(3);
    expect(told().at(-1)).toEqual(["4", "awaiting-fulfilment"]);
  });

  test("is told by one of two tasks at once: the slower one moves nothing back", async () => {
    await register();
    await born();
    const now = new Date();
    await startCaseFeed(env, now);
    await databases.DB_0.prepare("UPDATE case_feed SET busy_until = 0").run();
    await startCaseFeed(env, now);
    const tasks = hints.splice(0);
    expect(tasks).toHaveLength(2);
    await Promise.all(
      tasks.map(async (hint) =>
        notify(async () => now).queue?.(aBatch([hint]).batch, env, context),
      ),
    );
    expect(new Set(told().map(String)).size).toBe(1);
    expect(await feed()).toMatchObject({ told_seq: 1, busy_until: 0 });
    expect(await findTasks(databases.DB_0, tasks)).toEqual([]);
  });

  test("is told in turns where there is much to tell", async () => {
    await register();
    for (let number = 0; number < 12; number += 1) await born();
    const [one] = (await stateOf(await born())).entitlements;
    // As many entries as two turns take; they are no steps.
    await databases.DB_0.prepare(
      `INSERT INTO audit (entitlement, number, at, actor, event, path, rule_version, previous, hash, subject_key)
       WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
       SELECT ?, i + 100, i, 'system:test', 'held', 'awaiting-confirmation', '1', '', 'h' || i, ? FROM n`,
    )
      .bind(one?.id, one?.subjectKey)
      .run();
    await born();
    await minute();
    expect(new Set(told().map(String)).size).toBe(1);
    expect(told()).toHaveLength(14);
    expect(await feed()).toMatchObject({ told_seq: 2014, busy_until: 0 });
  });

  test("may answer with its own numbers, which are kept beside ours and nowhere else", async () => {
    await register();
    await born();
    world.respond = (events) => ({
      status: 200,
      body: {
        cases: [
          ...events.map(({ data }) => ({
            caseNumber: data["caseNumber"],
            unifiedCaseNumber: "TY-1",
          })),
          { caseNumber: "MS-of-somebody-else", unifiedCaseNumber: "TY-2" },
        ],
      },
    });
    await minute();
    const { results } = await databases.DB_0.prepare(
      "SELECT case_number, unified_case_number FROM case_numbers",
    ).all();
    expect(results).toEqual([
      { case_number: world.received[0]?.data["caseNumber"], unified_case_number: "TY-1" },
    ]);
  });

  test("costs four rows in a minute, whatever happened in it, and none where nothing did", async () => {
    await register();
    for (let number = 0; number < 20; number += 1) await born();
    count.written = 0;
    await minute();
    expect(told()).toHaveLength(20);
    expect(count.written).toBe(4);
    await minute();
    expect(count.written).toBe(4);
  });
});
