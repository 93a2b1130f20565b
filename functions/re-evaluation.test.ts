import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { databaseOf } from "#shared/db/shards.ts";
import { relayDueTasks } from "#shared/outbox/relay-due-tasks.ts";
import type { Hint } from "#shared/queues.ts";
import { aBatch, aQueue } from "#shared/testing/fake-queue.ts";
import { enterStage } from "#shared/testing/enter-stage.ts";
import { type Reporting, startReporting } from "#shared/testing/reporting.ts";
import { tasksIn } from "#shared/testing/outbox-rows.ts";
import { resident } from "#shared/testing/people.ts";
import type { Env } from "./sweep/env.ts";
import { sweep } from "./sweep/sweep.ts";

const policy = "senior-comprehensive-allowance";
const people = 20_000;
/** Six in eight are old enough; every second one of all lives where the pilot is. */
const eligible = (people * 6) / 8;

let house: Reporting;
let minutes = 0;

beforeAll(async () => {
  house = await startReporting(["public-security", "health", "civil-affairs"]);
  await house.complete([
    ["public-security", "deathDate"],
    ["health", "deathCertifiedOn"],
    ["civil-affairs", "crematedOn"],
  ]);
  // The rules of this code become known while nobody is there yet.
  for (let round = 0; round < 2; round += 1) {
    await runScheduled();
    await runToTheEnd();
  }
  await enterStage(house.databases.DB_CITY, policy, "pilot", { districts: ["310101"] });
  for (let first = 0; first < people; first += 500) {
    const events = Array.from({ length: 500 }, (_, index) => person(first + index));
    // Webhooks one after the other, as a department sends them.
    await house.report("public-security", events);
  }
}, 180_000);
afterAll(async () => house.close());

function person(number: number): object {
  const month = String(1 + (number % 12)).padStart(2, "0");
  const day = String(1 + (Math.floor(number / 12) % 28)).padStart(2, "0");
  const birthDate = `${number % 8 < 6 ? 1946 : 1996}-${month}-${day}`;
  const hukouDistrict = Math.floor(number / 8) % 2 === 0 ? "310101" : "310115";
  const subject = resident(birthDate, 1 + Math.floor(number / 336));
  return { type: "facts.reported.v1", data: { subject, facts: { birthDate, hukouDistrict } } };
}

interface Standing {
  readonly entitlements: number;
  readonly offers: number;
  readonly entries: number;
  readonly versions: number;
}

async function standing(): Promise<Standing> {
  const of = async (db: D1Database): Promise<Standing> =>
    (await db
      .prepare(
        `SELECT (SELECT count(*) FROM entitlements) AS entitlements, (SELECT count(*) FROM confirmations) AS offers,
           (SELECT count(*) FROM audit) AS entries, (SELECT sum(version) FROM profiles) AS versions`,
      )
      .first<Standing>()) ?? { entitlements: 0, offers: 0, entries: 0, versions: 0 };
  const [a, b] = await Promise.all([of(house.databases.DB_0), of(house.databases.DB_1)]);
  return {
    entitlements: a.entitlements + b.entitlements,
    offers: a.offers + b.offers,
    entries: a.entries + b.entries,
    versions: a.versions + b.versions,
  };
}

const context = { waitUntil() {}, passThroughOnException() {} } as unknown as ExecutionContext;

/** The sweep at a minute of its own, with databases that may die. */
function sweeper(databases: Pick<Env, "DB_0" | "DB_1">) {
  minutes += 2;
  const now = new Date(Date.now() + minutes * 60_000);
  const { queue } = aQueue();
  const env: Env = { ...house.databases, ...databases, NOTIFY: queue, FULFIL: queue, SWEEP: queue };
  return { now, env, worker: sweep(async () => now) };
}

async function runScheduled(): Promise<void> {
  const { env, worker } = sweeper(house.databases);
  await worker.scheduled?.({ scheduledTime: 0, cron: "", noRetry() {} }, env, context);
}

/** The hints of what is due, as the relay sends them, to one run of the consumer; gives what became of each. */
async function runConsumer(databases: Pick<Env, "DB_0" | "DB_1">): Promise<string[]> {
  const { now, env, worker } = sweeper(databases);
  const hints: Hint[] = [];
  for (const shard of [0, 1]) {
    for (const { topic, dueAt, id } of await relayDueTasks(
      databaseOf(house.databases, shard),
      now,
      0,
      50_000,
    ))
      if (topic === "sweep") hints.push({ shard, dueAt, id });
  }
  const { batch, outcomes } = aBatch(hints);
  await worker.queue?.(batch as never, env, context);
  return outcomes();
}

const open = async (): Promise<number> => {
  const both = await Promise.all([tasksIn(house.databases.DB_0), tasksIn(house.databases.DB_1)]);
  return both.flat().filter(({ kind }) => kind === "re-evaluate").length;
};

/** Each run goes on where the one before ended. */
async function runToTheEnd(): Promise<void> {
  for (let runs = 0; (await open()) > 0 && runs < 60; runs += 1) await runConsumer(house.databases);
}

/** A database of a worker that is killed at its batch number `at`, before it or after its commit: then nothing works. */
function dying(db: D1Database, at: number, committed: boolean): D1Database {
  let batches = 0;
  const killed = (): never => {
    throw new Error("the worker was killed");
  };
  const part = {
    prepare: (text: string) => (batches >= at ? killed() : db.prepare(text)),
    async batch(statements: D1PreparedStatement[]) {
      batches += 1;
      if (batches > at) killed();
      if (batches < at) return db.batch(statements);
      if (committed) await db.batch(statements);
      return killed();
    },
  };
  return part as unknown as D1Database;
}

describe("a pilot in one district, and then the whole city", () => {
  test("while it is a pilot, only those of its district have an entitlement", async () => {
    const { entitlements, offers } = await standing();
    expect({ entitlements, offers }).toEqual({ entitlements: eligible / 2, offers: eligible / 2 });
  });

  test("after its promotion everybody has exactly one, though the worker is killed twice", async () => {
    const { DB_0, DB_1, DB_CITY } = house.databases;
    await enterStage(DB_CITY, policy, "live");
    await runScheduled();
    expect(await open()).toBeGreaterThanOrEqual(2);

    await runConsumer({ DB_0: dying(DB_0, 6, false), DB_1: dying(DB_1, 9, true) });
    const afterFirst = await standing();
    expect(afterFirst.entitlements).toBeGreaterThan(eligible / 2);
    expect(afterFirst.entitlements).toBeLessThan(eligible);

    await runConsumer({ DB_0: dying(DB_0, 5, true), DB_1: dying(DB_1, 3, false) });
    const afterSecond = await standing();
    expect(afterSecond.entitlements).toBeGreaterThan(afterFirst.entitlements);
    expect(afterSecond.entitlements).toBeLessThan(eligible);

    await runToTheEnd();
    const { entitlements, offers, entries } = await standing();
    expect({ entitlements, offers, entries }).toEqual({
      entitlements: eligible,
      offers: eligible,
      entries: eligible,
    });
  }, 240_000);

  test("the second look, a minute later, finds nothing to do", async () => {
    const before = await standing();
    await runScheduled();
    expect(await open()).toBeGreaterThanOrEqual(2);
    await runToTheEnd();
    expect(await standing()).toEqual(before);
  }, 120_000);
});
