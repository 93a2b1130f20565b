import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { builtInCalendar } from "#shared/calendar/built-in-calendar.ts";
import { measureTask, type MeasureOccasion } from "#shared/measures/measure-task.ts";
import { readNewestMeasures } from "#shared/measures/read-newest-measures.ts";
import type { Outcome } from "#shared/outbox/consume-hints.ts";
import { policies } from "#shared/policies/index.ts";
import { readStages } from "#shared/stages/read-stages.ts";
import { complete, morningOf, senior } from "#shared/testing/a-senior.ts";
import { insertStage } from "#shared/testing/all-live.ts";
import { anInstruction, aSubjectKey } from "#shared/testing/builders.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import { storeInstructionRows, storeSubject } from "#shared/testing/stored-subjects.ts";
import type { Env } from "./env.ts";
import { isMeasuring, measureTasks } from "./measure-tasks.ts";

const policy = "senior-comprehensive-allowance";
const now = morningOf("2026-11-20");

let databases: Databases;
let env: Env;
beforeAll(async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  databases = await startDatabases();
  const forgets = { sendBatch: async () => {} } as unknown as Env["SWEEP"];
  env = { ...databases, NOTIFY: forgets, FULFIL: forgets, SWEEP: forgets };
});
beforeEach(async () => databases.empty());
afterAll(async () => {
  vi.restoreAllMocks();
  await databases.dispose();
});

const shardOf = (shard: 0 | 1): D1Database => (shard === 0 ? databases.DB_0 : databases.DB_1);

async function run(
  shard: 0 | 1,
  occasion: MeasureOccasion = "nightly",
  ids: readonly string[] = [policy],
  given: Date = now,
): Promise<readonly Outcome[]> {
  const tasks = ids.map((id) => measureTask(shard, id, occasion, given));
  const circumstances = async () => ({ now, complete, stages: await readStages(env.DB_CITY) });
  const calendar = async () => builtInCalendar;
  return measureTasks(env, shard, shardOf(shard), tasks, circumstances, calendar);
}
const ends = (outcomes: readonly Outcome[]) => outcomes.map(({ end }) => end);
const measured = async () => (await readNewestMeasures(env.DB_CITY)).get(policy);

describe("a task to measure", () => {
  it("adds its shard to the measure of the day; done twice it comes to the same", async () => {
    await storeSubject(databases.DB_0, aSubjectKey(0), senior);
    await storeSubject(databases.DB_1, aSubjectKey(1), senior);
    await storeSubject(databases.DB_1, aSubjectKey(1), senior);
    expect(ends(await run(0))).toEqual(["settled"]);
    expect(await measured()).toBeUndefined();
    for (let time = 0; time < 2; time += 1) {
      expect(ends(await run(1))).toEqual(["settled"]);
      expect(await measured()).toMatchObject({ eligible: 3, entitled: 3, omitted: 0 });
    }
  });

  it("forgets what the shard told before of districts where nobody is left", async () => {
    await storeSubject(databases.DB_0, aSubjectKey(0), senior);
    await run(0);
    await run(1);
    await databases.DB_0.batch(
      ["profiles", "hot_facts", "entitlements"].map((table) =>
        databases.DB_0.prepare(`DELETE FROM ${table}`),
      ),
    );
    await run(0);
    expect(await measured()).toMatchObject({ eligible: 0, entitled: 0 });
  });

  it("that is of the night comes again within the hour while somebody is due for review", async () => {
    await storeSubject(databases.DB_0, aSubjectKey(0), senior);
    await databases.DB_0.prepare("UPDATE profiles SET review_on = '2026-11-20'").run();
    const [outcome] = await run(0);
    expect(outcome).toMatchObject({
      end: "continued",
      next: { kind: "measure", dueAt: now.getTime() + 3_600_000 },
    });
    expect(ends(await run(0, "asked"))).toEqual(["settled"]);
  });

  it("that is of an earlier night measures nothing", async () => {
    expect(ends(await run(0, "nightly", [policy], morningOf("2026-11-19")))).toEqual(["settled"]);
    expect(ends(await run(1, "nightly", [policy], morningOf("2026-11-19")))).toEqual(["settled"]);
    expect(await measured()).toBeUndefined();
  });

  it("about a policy that has left the code is over", async () => {
    expect(ends(await run(0, "asked", ["no-such-policy"]))).toEqual(["settled"]);
  });

  it("that comes twice in one turn is done once", async () => {
    expect(ends(await run(0, "asked", [policy, policy]))).toEqual(["settled", "settled"]);
    expect(ends(await run(1, "asked", [policy, policy]))).toEqual(["settled", "settled"]);
    expect(await measured()).toMatchObject({ eligible: 0 });
  });

  it("waits for the next turn behind twenty others", async () => {
    const ids = policies.slice(0, 21).map(({ id }) => id);
    const outcomes = await run(0, "asked", ids);
    expect(ends(outcomes)).toEqual([...Array.from({ length: 20 }, () => "settled"), "continued"]);
    expect(outcomes.every(({ task }) => isMeasuring(task))).toBe(true);
  });
});

describe("a pilot whose payments fail", () => {
  it("is halted as soon as the last shard has measured it", async () => {
    const pilot = { districts: ["310101"] } as const;
    await insertStage(env.DB_CITY, policy, { stage: "pilot", pilot, reason: "", sinceAt: 0 });
    for (const shard of [0, 1] as const) {
      const keys = [aSubjectKey(shard), aSubjectKey(shard)];
      for (const key of keys) await storeSubject(shardOf(shard), key, senior);
      const rejected = { state: "rejected", settledAt: now.getTime() } as const;
      await storeInstructionRows(
        shardOf(shard),
        keys.map((subjectKey) => anInstruction({ subjectKey, ...rejected })),
      );
    }
    const stage = async () => (await readStages(env.DB_CITY)).get(policy);
    await run(0);
    expect(await stage()).toMatchObject({ stage: "pilot", number: 2 });
    await run(1);
    expect(await stage()).toMatchObject({ stage: "paused", number: 3, pilot });
    expect((await stage())?.reason).toContain("兑现失败的比例：4/4");
  });
});
