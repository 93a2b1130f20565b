import { sign } from "#shared/testing/a-signer.ts";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { decideOffer } from "#shared/confirmations/decide-offer.ts";
import { findLink } from "#shared/confirmations/find-offer.ts";
import { databaseOf, shardOf } from "#shared/db/shards.ts";
import type { ProposalRequest } from "#shared/contract/proposals.schema.ts";
import type { Hint } from "#shared/queues.ts";
import { approve } from "#shared/testing/approve.ts";
import { countRows, type RowCount } from "#shared/testing/count-rows.ts";
import { type OutsideWorld, startOutsideWorld } from "#shared/testing/outside-world.ts";
import { resident } from "#shared/testing/people.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import { systemClock } from "#shared/web/clock.ts";
import type { Env as FulfilEnv } from "./fulfil/env.ts";
import { fulfil } from "./fulfil/fulfil.ts";
import type { Env as IntakeEnv } from "./intake/env.ts";
import { intake } from "./intake/intake.ts";
import type { Env as NotifyEnv } from "./notify/env.ts";
import { notify } from "./notify/notify.ts";
import { makeSecrets } from "./sandbox/start/secrets.command.ts";

const count: RowCount = { written: 0, roundTrips: 0 };
let world: OutsideWorld;
let databases: Databases;
let env: IntakeEnv & NotifyEnv & FulfilEnv;
let waiting: { queue: "notify" | "fulfil"; hint: Hint }[] = [];

beforeAll(async () => {
  [world, databases] = await Promise.all([startOutsideWorld(), startDatabases()]);
  const queue = (name: "notify" | "fulfil") =>
    ({
      async sendBatch(messages: { body: Hint }[]) {
        waiting.push(...messages.map(({ body }) => ({ queue: name, hint: body })));
      },
    }) as unknown as Queue<Hint>;
  env = {
    ...(makeSecrets() as Record<string, string> & IntakeEnv & NotifyEnv & FulfilEnv),
    PUBLIC_ORIGIN: "https://jixiang.test",
    DB_0: countRows(databases.DB_0, count),
    DB_1: countRows(databases.DB_1, count),
    DB_CITY: countRows(databases.DB_CITY, count),
    NOTIFY: queue("notify"),
    FULFIL: queue("fulfil"),
  };
  const acts: ProposalRequest[] = [
    ...["public-security", "civil-affairs", "health", "government-services", "human-resources"].map(
      (department): ProposalRequest => ({
        kind: "department-key",
        payload: { department, keyId: "k1", secret: world.secretOf(department) },
      }),
    ),
    {
      kind: "endpoint",
      payload: {
        department: "government-services",
        purpose: "notices",
        url: `${world.origin}/government-services`,
      },
    },
    {
      kind: "endpoint",
      payload: {
        department: "civil-affairs",
        purpose: "fulfilment",
        url: `${world.origin}/civil-affairs`,
      },
    },
    {
      kind: "authorisation",
      payload: {
        department: "civil-affairs",
        policy: "senior-comprehensive-allowance",
        dailyCapFen: 1_000_000,
        validFrom: "2020-01-01",
        validUntil: "2099-12-31",
      },
    },
  ];
  for (const act of acts) await approve(env.DB_CITY, env.KEYRING_KEY, act, new Date());
  await report("public-security", [complete("deathDate")]);
  await report("health", [complete("deathCertifiedOn")]);
  await report("civil-affairs", [complete("crematedOn")]);
});
afterAll(async () => {
  await databases.dispose();
  await world.close();
});
beforeEach(() => {
  count.written = 0;
  count.roundTrips = 0;
});

const complete = (fact: string) => ({
  type: "register.reported.v1",
  data: { fact, completeAsOf: new Date().toISOString() },
});
const context = { waitUntil() {}, passThroughOnException() {} } as unknown as ExecutionContext;

async function report(department: string, events: readonly object[]): Promise<void> {
  const now = new Date();
  const request = new Request(
    `https://jixiang.test/v1/departments/${department}/events`,
    world.signed(department, events, now),
  );
  const response = await intake(systemClock).fetch?.(request as never, env, context);
  const { results } = (await (response ?? Response.error()).json()) as {
    results: { status: string }[];
  };
  expect(new Set(results.map(({ status }) => status))).toEqual(new Set(["accepted"]));
}

/** Delivers the hints of a queue, as the platform would. */
async function consume(name: "notify" | "fulfil"): Promise<void> {
  const due = waiting.filter(({ queue }) => queue === name);
  waiting = waiting.filter(({ queue }) => queue !== name);
  const messages = due.map(({ hint }, index) => ({
    id: String(index),
    body: hint,
    ack() {},
    retry() {},
  }));
  const batch = { queue: `jixiang-${name}`, messages } as unknown as MessageBatch;
  await { notify, fulfil }[name](systemClock).queue?.(batch, env, context);
}

test("100 events that change no verdict cost at most 1.2 rows written each, in two round trips a shard", async () => {
  const people = Array.from({ length: 100 }, (_, number) => resident("1990-01-01", number + 1));
  await report(
    "public-security",
    people.map((subject) => ({
      type: "facts.reported.v1",
      data: { subject, facts: { birthDate: "1990-01-01", sex: "male" } },
    })),
  );
  count.written = 0;
  count.roundTrips = 0;
  await report(
    "public-security",
    people.map((subject) => ({
      type: "facts.reported.v1",
      data: { subject, facts: { residenceDistrict: "310101" } },
    })),
  );
  expect(count.written / 100).toBeLessThanOrEqual(1.2);
  expect(count.written).toBeGreaterThanOrEqual(100);
  // One for the keys and registers of the city, and two for each of the two shards.
  expect(count.roundTrips).toBe(5);
});

test("from the fact to the payment, with a confirmation: at most 26 rows written, all messages included", async () => {
  const subject = resident("1950-05-05", 501);
  await report("government-services", [
    { type: "contact.reported.v1", data: { subject, phone: "13800000501" } },
  ]);
  await report("human-resources", [
    {
      type: "contact.reported.v1",
      data: {
        subject,
        account: { bank: "上海银行", number: "6222000000000501", holder: "王建国" },
      },
    },
  ]);
  await report("public-security", [
    { type: "facts.reported.v1", data: { subject, facts: { birthDate: "1950-05-05" } } },
  ]);
  const steps: Record<string, number> = {};
  const measure = async (step: string, act: () => Promise<unknown>): Promise<void> => {
    const before = count.written;
    await act();
    steps[step] = count.written - before;
  };
  await measure("fact", async () =>
    report("public-security", [
      { type: "facts.reported.v1", data: { subject, facts: { hukouDistrict: "310101" } } },
    ]),
  );
  await measure("offer sent", async () => consume("notify"));
  const link = String(world.received.at(-1)?.data["link"]);
  const code = link.split("#")[1] ?? "";
  const db = databaseOf(env, shardOf(code));
  await measure("tap", async () => {
    const reference = await findLink(db, code);
    if (reference === undefined) throw new Error(`no offer under ${link}`);
    expect(
      await decideOffer(
        db,
        env,
        reference,
        { decision: "confirm", way: { assurance: "link" }, seenAccountVersion: 1, sign },
        new Date(),
      ),
    ).toMatchObject({
      ok: true,
    });
  });
  await measure("instruction sent", async () => consume("fulfil"));
  const { endToEndId } = world.received.at(-1)?.data ?? {};
  await measure("paid", async () =>
    report("civil-affairs", [
      {
        type: "fulfilment.reported.v1",
        data: { endToEndId, result: "paid", at: new Date().toISOString() },
      },
    ]),
  );
  await measure("payment told", async () => consume("notify"));
  expect(world.received.at(-1)?.data).toMatchObject({ template: "fulfilled.v1" });
  const total = Object.values(steps).reduce((sum, one) => sum + one, 0);
  expect(total).toBeLessThanOrEqual(26);
  expect(steps).toEqual({
    fact: 7,
    "offer sent": 3,
    tap: 4,
    "instruction sent": 6,
    paid: 4,
    "payment told": 2,
  });
});
