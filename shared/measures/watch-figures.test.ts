import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { rowsOf } from "#shared/db/statement.ts";
import { readStageHistory } from "#shared/stages/read-stage-history.ts";
import { readStages } from "#shared/stages/read-stages.ts";
import { insertStage } from "#shared/testing/all-live.ts";
import { aStoredMeasure, storeMeasures } from "#shared/testing/a-measure.ts";
import { now } from "#shared/testing/builders.ts";
import { allowance } from "#shared/testing/sample-policies.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import { selectAlarms } from "./read-alarms.ts";
import type { StoredMeasure } from "./read-newest-measures.ts";
import { type Alarm, watchFigures } from "./watch-figures.ts";

let databases: Databases;
let city: D1Database;
beforeAll(async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  databases = await startDatabases();
  city = databases.DB_CITY;
});
beforeEach(async () => databases.empty());
afterAll(async () => {
  vi.restoreAllMocks();
  await databases.dispose();
});

const pilot = { districts: ["310101"] } as const;
const inPilot = async () =>
  insertStage(city, allowance.id, { stage: "pilot", pilot, reason: "", sinceAt: 0 });
const measured = async (more: Partial<StoredMeasure>, shards = [0, 1]) =>
  storeMeasures(
    city,
    shards.map((shard) =>
      aStoredMeasure({ shard, district: "310101", entitled: 50, settled: 50, ...more }),
    ),
  );
const watch = async () => (await watchFigures(city, [allowance], now)).get(allowance.id);
const stage = async () => (await readStages(city)).get(allowance.id);
const alarms = async () =>
  rowsOf<Alarm>(await selectAlarms(city, civilDate("2026-11-20")).all()).map(
    ({ figure, count, outOf, limitAt }) => [figure, count, outOf, limitAt],
  );

describe("a pilot", () => {
  beforeEach(inPilot);

  it("whose figures are good goes on", async () => {
    await measured({ failed: 1 });
    expect(await watch()).toBe("calm");
    expect(await stage()).toMatchObject({ stage: "pilot" });
  });

  it("of which a figure has turned bad is paused, with the figure in its chain", async () => {
    await measured({ failed: 30 });
    expect(await watch()).toBe("halted");
    expect(await stage()).toMatchObject({ stage: "paused", number: 2, pilot });
    expect((await stage())?.reason).toContain("兑现失败的比例：60/100，不得高于10%");
    const entry = (await readStageHistory(city)).get(allowance.id)?.at(-1);
    expect(JSON.parse(entry?.figures ?? "")).toMatchObject({
      halt: { measuredOn: "2026-11-20", figures: [{ figure: "failures", count: 60, of: 100 }] },
    });
    expect(await watch()).toBe("calm");
  });

  it("is judged by no measure of which a shard is wanting", async () => {
    await measured({ failed: 30 }, [0]);
    expect(await watch()).toBe("calm");
  });

  it("is judged by no measure of yesterday", async () => {
    await measured({ failed: 30, day: "2026-11-19" });
    expect(await watch()).toBe("calm");
  });

  it("is judged by no measure of an earlier stage", async () => {
    await measured({ failed: 30 });
    await insertStage(city, allowance.id, {
      stage: "pilot",
      pilot: { percent: 5 },
      reason: "",
      sinceAt: 0,
    });
    expect(await watch()).toBe("calm");
    expect(await stage()).toMatchObject({ stage: "pilot", number: 2 });
  });
});

describe("a policy of the whole city", () => {
  it("is never halted: people are told, once a day", async () => {
    await insertStage(city, allowance.id, { stage: "live", reason: "", sinceAt: 0 });
    await measured({ failed: 30, objections: 5 });
    expect(await watch()).toBe("alarmed");
    expect(await watch()).toBe("alarmed");
    expect(await stage()).toMatchObject({ stage: "live", number: 1 });
    expect(await alarms()).toEqual([
      ["failures", 60, 100, 1_000],
      ["objections", 10, 100, 500],
    ]);
  });
});

it("a policy that is only listed raises no alarm", async () => {
  await measured({ stage: 0, failed: 30 });
  expect(await watch()).toBe("calm");
  expect(await alarms()).toEqual([]);
});
