import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { aTask, now } from "#shared/testing/builders.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import { relayDueTasks } from "./relay-due-tasks.ts";
import { storeTasks } from "./store-tasks.ts";
import { newTask, type Task } from "./task.ts";

let databases: Databases;
beforeAll(async () => {
  databases = await startDatabases();
});
beforeEach(async () => databases.empty());
afterAll(async () => databases.dispose());

const second = 1000;
const later = (seconds: number): Date => new Date(now.getTime() + seconds * second);

async function stored(more: Partial<Task> = {}): Promise<Task> {
  const task = aTask(more);
  await storeTasks(databases.DB_0, [task]).run();
  return task;
}

async function relayed(at: Date, patience?: number): Promise<string[]> {
  return (await relayDueTasks(databases.DB_0, at, patience)).map(({ id }) => id);
}

describe("the relay", () => {
  it("takes what is due and was never sent, with all that a hint needs", async () => {
    const { topic, subjectKey, dueAt, id } = await stored();
    expect(await relayDueTasks(databases.DB_0, now)).toEqual([{ topic, subjectKey, dueAt, id }]);
  });

  it("leaves alone what is due later", async () => {
    const task = await stored({ dueAt: later(1).getTime() });
    expect(await relayed(now)).toEqual([]);
    expect(await relayed(later(1))).toEqual([task.id]);
  });

  it("trusts a hint for a minute, then sends it again", async () => {
    const task = await stored({ relayedAt: now.getTime() });
    expect(await relayed(later(59))).toEqual([]);
    expect(await relayed(later(60))).toEqual([task.id]);
    expect(await relayed(later(61))).toEqual([]);
  });

  it("trusts no hint where there is no patience", async () => {
    const task = await stored({ relayedAt: now.getTime() });
    expect(await relayed(now, 0)).toEqual([task.id]);
  });

  it("gives each task to one of two relays at once", async () => {
    await Promise.all([stored(), stored(), stored()]);
    const both = await Promise.all([relayed(now), relayed(now)]);
    expect(both.flat()).toHaveLength(3);
  });

  it("takes the most overdue first, no more than it is asked for", async () => {
    const old = await stored({ dueAt: now.getTime() - 1 });
    await stored();
    const taken = await relayDueTasks(databases.DB_0, now, 0, 1);
    expect(taken.map(({ id }) => id)).toEqual([old.id]);
  });
});

describe("a new task", () => {
  const about = {
    topic: "fulfil",
    kind: "instruct",
    subjectKey: "aaone",
    policy: "p",
    reference: "",
  } as const;

  it("that is due now counts as relayed, for its hint is sent after the commit", () => {
    expect(newTask({ ...about, dueAt: now }, now)).toMatchObject({ relayedAt: now.getTime() });
  });

  it("that is due later waits for the sweep", () => {
    expect(newTask({ ...about, dueAt: later(1) }, now)).toMatchObject({ relayedAt: null });
  });
});
