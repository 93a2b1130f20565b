import * as z from "zod";
import { afterAll, beforeAll, expect, test } from "vitest";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { schemas } from "#shared/contract/routes.ts";
import type { Task } from "#shared/outbox/task.ts";
import { storeTasks } from "#shared/outbox/store-tasks.ts";
import { aSubjectKey } from "#shared/testing/builders.ts";
import { type Dev, startDev } from "#shared/testing/dev-harness.ts";
import { aBatch } from "#shared/testing/fake-queue.ts";
import { tasksIn } from "#shared/testing/outbox-rows.ts";
import { openWorkItemTask } from "#shared/work-items/work-item-task.ts";
import { listWorkItems } from "#shared/work-items/list-work-items.ts";
import { consoleFunction } from "./console/console.ts";
import type { Env } from "./console/env.ts";

const now = new Date("2026-11-16T02:00:00Z");
let dev: Dev;
let operations: string;
beforeAll(async () => {
  dev = await startDev();
  await dev.clock(now.toISOString());
  operations = await dev.staff("operations", "government-services");
});
afterAll(async () => dev.close());

async function deadLetters(state = "open") {
  const response = await dev.fetch(`/v1/console/work-items?kind=dead-letter&state=${state}`, {
    headers: { authorization: `Bearer ${operations}` },
  });
  return z.parse(schemas.WorkItems, await response.json()).items;
}

/** How many of the hundred have opened their work item. */
async function done(): Promise<number> {
  const city = await dev.database("DB_CITY");
  const filter = { state: "open", kind: "omission" } as const;
  return (await listWorkItems(city, filter, shanghaiDay(now), { limit: 1, after: 0 })).total;
}

/** The orders that are still to be carried out; other tasks of the day do not matter here. */
const left = async (db: D1Database) =>
  (await tasksIn(db)).filter(({ kind }) => kind === "work-item");

const anOrder = (n: number): Task =>
  openWorkItemTask(
    {
      kind: "omission",
      reference: `order-${n}`,
      owner: "tax",
      policy: "",
      term: { from: shanghaiDay(now), workingDays: 5 },
    },
    aSubjectKey(),
    now,
  );

test("of 100 tasks with one poison 99 are done, the poison is a work item within one sweep, and its replay does it", async () => {
  const db = await dev.database("DB_0");
  const orders = Array.from({ length: 100 }, (_, n) => anOrder(n));
  const [poisoned] = orders;
  const tasks = orders.map((task) =>
    task === poisoned ? { ...task, reference: "{", relayedAt: null } : { ...task, relayedAt: null },
  );
  await storeTasks(db, tasks).run();
  await dev.tick();
  expect(await done()).toBe(99);
  expect((await left(db)).map(({ id }) => id)).toEqual([poisoned?.id]);
  const [item, ...others] = await deadLetters();
  expect(others).toEqual([]);
  expect(item).toMatchObject({
    owner: "operations",
    reference: `outbox-0-${poisoned?.id}`,
    dueOn: "2026-11-17",
    detail: { queue: "sweep" },
  });

  // It fails again as long as its cause is there.
  const replay = async () =>
    dev.post(`/v1/console/dead-letters/${item?.reference}/replay`, {}, operations);
  expect((await replay()).status).toBe(200);
  await dev.tick();
  expect(await deadLetters()).toHaveLength(1);
  await db
    .prepare("UPDATE outbox SET reference = ? WHERE reference = '{'")
    .bind(poisoned?.reference)
    .run();
  expect((await replay()).status).toBe(200);
  await dev.tick();
  expect([await done(), await deadLetters(), await left(db)]).toEqual([100, [], []]);
});

test("what fails once and then succeeds leaves no open work item behind", async () => {
  const db = await dev.database("DB_0");
  const order = anOrder(100);
  await storeTasks(db, [{ ...order, reference: "{", relayedAt: null }]).run();
  await dev.tick();
  expect(await deadLetters()).toHaveLength(1);
  await db
    .prepare("UPDATE outbox SET reference = ? WHERE reference = '{'")
    .bind(order.reference)
    .run();
  await dev.clock("2026-11-16T02:30:00Z");
  await dev.tick();
  expect(await deadLetters()).toEqual([]);
  expect(await deadLetters("closed")).toContainEqual(
    expect.objectContaining({ closed: expect.objectContaining({ by: "system:retry" }) }),
  );
});

test("a message that is no hint is a work item too, which a person closes", async () => {
  const { batch } = aBatch(["no hint"]);
  const env = { DB_CITY: await dev.database("DB_CITY") } as Env;
  const context = { waitUntil() {}, passThroughOnException() {} } as unknown as ExecutionContext;
  const acknowledged = { ...batch, ackAll() {} } as MessageBatch;
  for (let time = 0; time < 2; time += 1)
    await consoleFunction(async () => now).queue?.(acknowledged, env, context);
  const [item, ...others] = await deadLetters();
  expect([item?.reference, others]).toEqual(["message-message-0", []]);
  const close = { outcome: "已人工核对" };
  const response = await dev.post(`/v1/console/work-items/${item?.id}/closing`, close, operations);
  expect(response.status).toBe(200);
});
