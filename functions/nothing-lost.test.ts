import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hintSchema } from "#shared/queues.ts";
import { approve } from "#shared/testing/approve.ts";
import { aroundDatabase } from "#shared/testing/around-database.ts";
import { aFullQueue, aQueue } from "#shared/testing/fake-queue.ts";
import { type OutsideWorld, startOutsideWorld } from "#shared/testing/outside-world.ts";
import { resident } from "#shared/testing/people.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import { systemClock } from "#shared/web/clock.ts";
import type { Env } from "./intake/env.ts";
import { intake } from "./intake/intake.ts";
import { makeSecrets } from "./sandbox/start/secrets.command.ts";

const { queue, sent } = aQueue();
let world: OutsideWorld;
let databases: Databases;
let env: Env;

beforeAll(async () => {
  [world, databases] = await Promise.all([startOutsideWorld(), startDatabases()]);
  const { DB_0, DB_1, DB_CITY } = databases;
  env = { ...secrets(), DB_0, DB_1, DB_CITY, NOTIFY: queue, FULFIL: queue };
  for (const department of ["public-security", "health", "civil-affairs"]) {
    const secret = world.secretOf(department);
    const payload = { department, keyId: "k1", secret };
    await approve(DB_CITY, env.KEYRING_KEY, { kind: "department-key", payload }, new Date());
  }
  const completeAsOf = new Date().toISOString();
  for (const [department, fact] of [
    ["public-security", "deathDate"],
    ["health", "deathCertifiedOn"],
    ["civil-affairs", "crematedOn"],
  ] as const)
    await report(env, [{ type: "register.reported.v1", data: { fact, completeAsOf } }], department);
});
afterAll(async () => {
  await databases.dispose();
  await world.close();
});

/** Guarantee: they are all that a function needs of this kind. */
function secrets(): Omit<Env, "DB_0" | "DB_1" | "DB_CITY" | "NOTIFY" | "FULFIL"> {
  return makeSecrets() as Record<string, string> & Env;
}

const context = { waitUntil() {}, passThroughOnException() {} } as unknown as ExecutionContext;

/** One webhook: the status of the whole, and of each event where there is one. */
async function report(
  to: Env,
  events: readonly object[],
  department = "public-security",
): Promise<{ status: number; statuses: string[] }> {
  const now = new Date();
  const whole = events.map((event, index) => ({ id: `${department}-${index}`, ...event }));
  const request = new Request(
    `https://jixiang.test/v1/departments/${department}/events`,
    world.signed(department, whole, now),
  );
  const response =
    (await intake(systemClock).fetch?.(request as never, to, context)) ?? Response.error();
  const body = (await response.json()) as { results?: { status: string }[] };
  return { status: response.status, statuses: (body.results ?? []).map(({ status }) => status) };
}

type Fault = "refuses" | "breaks off" | "loses the reply";

/** A database whose batch number `at` fails: before it begins, at its last statement, or after its commit. */
function faulty(db: D1Database, at: number, fault: Fault): D1Database {
  let batches = 0;
  return aroundDatabase(db, async ({ isBatch, execute }) => {
    if (isBatch) batches += 1;
    if (!isBatch || batches !== at) return execute();
    if (fault === "refuses") throw new Error("D1_ERROR: the database is overloaded");
    await execute({ breakOff: fault === "breaks off" });
    throw new Error("D1_ERROR: the connection was lost");
  });
}

const entitled = { birthDate: "1950-01-01", hukouDistrict: "310101" };
const count = 24;
let people = 600;

/** Twenty-four new people, so that both shards have some, each in an event that can be sent again unchanged. */
function several(): object[] {
  const time = new Date().toISOString();
  return Array.from({ length: count }, () => {
    people += 1;
    const subject = resident("1950-01-01", people);
    return {
      id: `e${people}`,
      time,
      type: "facts.reported.v1",
      data: { subject, facts: entitled },
    };
  });
}

async function counted(): Promise<{ profiles: number; entitlements: number; tasks: number }> {
  const found = await Promise.all(
    [databases.DB_0, databases.DB_1].map(async (db) =>
      db
        .prepare(
          `SELECT (SELECT count(*) FROM profiles) AS profiles, (SELECT count(*) FROM entitlements) AS entitlements,
             (SELECT count(*) FROM outbox) AS tasks, (SELECT count(*) FROM aliases) AS aliases`,
        )
        .first<{ profiles: number; entitlements: number; tasks: number }>(),
    ),
  );
  const sum = (pick: (one: NonNullable<(typeof found)[number]>) => number): number =>
    found.reduce((total, one) => total + (one === null ? 0 : pick(one)), 0);
  return {
    profiles: sum((one) => one.profiles),
    entitlements: sum((one) => one.entitlements),
    tasks: sum((one) => one.tasks),
  };
}

describe("the third law: nothing accepted is lost", () => {
  const faults = ["refuses", "breaks off", "loses the reply"] as const;
  // The city is asked once; a shard once to read and once to commit.
  const places = [
    ["DB_CITY", 1],
    ["DB_0", 1],
    ["DB_0", 2],
    ["DB_1", 2],
  ] as const;

  test.for(faults.flatMap((fault) => places.map((place) => [...place, fault] as const)))(
    "%s fails at its batch %i (it %s): 503, and the repeat brings everything once",
    async ([binding, at, fault]) => {
      const before = await counted();
      const events = several();
      const broken = { ...env, [binding]: faulty(databases[binding], at, fault) };
      expect(await report(broken, events)).toEqual({ status: 503, statuses: [] });
      // Whoever stands in a shard stands there whole: the profile, what is due, and its message.
      const half = await counted();
      expect(half.entitlements - before.entitlements).toBe(half.profiles - before.profiles);
      expect(half.tasks - before.tasks).toBe(half.profiles - before.profiles);
      const repeated = await report(env, events);
      expect(repeated.status).toBe(200);
      // The other shard may have gone on after the answer.
      const duplicates = repeated.statuses.filter((status) => status === "duplicate").length;
      expect(duplicates).toBeGreaterThanOrEqual(half.profiles - before.profiles);
      const accepted = repeated.statuses.filter((status) => status === "accepted").length;
      expect(accepted + duplicates).toBe(count);
      expect(await counted()).toEqual({
        profiles: before.profiles + count,
        entitlements: before.entitlements + count,
        tasks: before.tasks + count,
      });
    },
  );

  test("a queue that refuses loses nothing: what is due stands in the database, and 200 is the truth", async () => {
    const before = await counted();
    const full = { ...env, NOTIFY: aFullQueue(), FULFIL: aFullQueue() };
    expect((await report(full, several())).status).toBe(200);
    expect((await counted()).tasks).toBe(before.tasks + count);
  });

  test("a hint in a queue is a shard, a time and an opaque id, and nothing of anybody", async () => {
    await report(env, several());
    const hints = sent.flat();
    expect(hints.length).toBeGreaterThanOrEqual(count);
    for (const hint of hints) {
      expect(hintSchema.parse(hint)).toEqual(hint);
      expect(hint.id).toMatch(/^[a-z2-7]{16}$/);
    }
  });
});
