import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { insertStage } from "#shared/testing/all-live.ts";
import { now } from "#shared/testing/builders.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import { haltPilot } from "./halt-pilot.ts";
import { readStageHistory } from "./read-stage-history.ts";
import { readStages } from "./read-stages.ts";

let databases: Databases;
let city: D1Database;
beforeAll(async () => {
  databases = await startDatabases();
  city = databases.DB_CITY;
});
beforeEach(async () => databases.empty());
afterAll(async () => databases.dispose());

const policy = "allowance";
const pilot = { districts: ["310101"] } as const;
const halt = async (number: number) => haltPilot(city, { policy, number }, "异议过多", "{}", now);

describe("a pilot", () => {
  beforeEach(async () =>
    insertStage(city, policy, { stage: "pilot", pilot, reason: "", sinceAt: 0 }),
  );

  it("is paused by the system, and keeps its scope", async () => {
    expect(await halt(1)).toBe(true);
    expect((await readStages(city)).get(policy)).toMatchObject({
      stage: "paused",
      number: 2,
      pilot,
      reason: "异议过多",
      sinceAt: now.getTime(),
    });
    expect((await readStageHistory(city)).get(policy)?.at(-1)).toMatchObject({
      proposedBy: "system:sweep",
      decidedBy: "system:sweep",
    });
  });

  it("is paused once, whoever finds it", async () => {
    expect((await Promise.all([halt(1), halt(1)])).toSorted()).toEqual([false, true]);
    expect(await halt(1)).toBe(false);
    expect((await readStages(city)).get(policy)?.number).toBe(2);
  });

  it("that people have changed meanwhile is left alone", async () => {
    await insertStage(city, policy, { stage: "live", reason: "", sinceAt: 0 });
    expect(await halt(1)).toBe(false);
    expect(await halt(2)).toBe(false);
  });
});

it("what never left the list cannot be halted", async () => {
  expect(await halt(0)).toBe(false);
});
