import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { policies } from "#shared/policies/index.ts";
import { tasksIn } from "#shared/testing/outbox-rows.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import { occasionOf } from "./measure-task.ts";
import { askForMeasures, startMeasuring } from "./start-measuring.ts";

let databases: Databases;
beforeAll(async () => {
  databases = await startDatabases();
});
beforeEach(async () => databases.empty());
afterAll(async () => databases.dispose());

const at = (time: string): Date => new Date(`2026-11-20T${time}+08:00`);
const start = async (time: string) => startMeasuring(databases, at(time));
const tasks = async () =>
  Promise.all([databases.DB_0, databases.DB_1].map(async (db) => tasksIn(db)));

describe("the measuring of a day", () => {
  it("is given to every shard once, for every policy", async () => {
    expect(await start("01:00:00")).toBe(true);
    expect(await start("01:01:00")).toBe(false);
    for (const ofShard of await tasks()) {
      expect(ofShard.map(({ policy }) => policy).toSorted()).toEqual(
        policies.map(({ id }) => id).toSorted(),
      );
      expect(ofShard.every(({ kind, topic }) => kind === "measure" && topic === "sweep")).toBe(
        true,
      );
    }
    const [first] = (await tasks()).flat();
    expect(first && occasionOf(first)).toEqual({ occasion: "nightly", day: "2026-11-20" });
  });

  it("begins when those have been reviewed who are due at midnight", async () => {
    expect(await start("00:59:59")).toBe(false);
    expect((await tasks()).flat()).toEqual([]);
  });
});

it("whoever asks has one policy measured on every shard", async () => {
  await askForMeasures(databases, ["park-admission"], "asked", at("10:00:00"));
  expect((await tasks()).map((ofShard) => ofShard.map(({ policy }) => policy))).toEqual([
    ["park-admission"],
    ["park-admission"],
  ]);
});
