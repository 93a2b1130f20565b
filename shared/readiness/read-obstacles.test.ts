import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { gaps } from "#shared/db/city.schema.ts";
import { statement, targetsOf, valuesOf } from "#shared/db/statement.ts";
import inShort from "#shared/policies/by-hand/in-short.txt";
import { insertStage } from "#shared/testing/all-live.ts";
import { aStoredMeasure, storeMeasures } from "#shared/testing/a-measure.ts";
import { now } from "#shared/testing/builders.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import { planObstacle } from "./plan-obstacle.ts";
import { readObstacles } from "./read-obstacles.ts";

const senior = "senior-comprehensive-allowance";
const today = civilDate("2026-11-20");

let databases: Databases;
let city: D1Database;
beforeAll(async () => {
  databases = await startDatabases();
  city = databases.DB_CITY;
});
beforeEach(async () => databases.empty());
afterAll(async () => databases.dispose());

const read = async () => readObstacles(city, today, now);
const obstacle = async (id: string, policy = senior) =>
  (await read()).find((one) => one.policy === policy && one.id === id);

async function measured(policy: string): Promise<void> {
  const both = [0, 1].map((shard) =>
    aStoredMeasure({
      policy,
      shard,
      eligible: 50,
      unknown: 10,
      amountFen: 5_000_00,
      entitled: 20,
    }),
  );
  await storeMeasures(city, both);
  const rows = [0, 1].map((shard) => ({
    policy,
    day: today,
    shard,
    fact: "hukouDistrict",
    people: 5,
    known: 60,
    subjects: 80,
  }));
  await statement(
    city,
    sql`INSERT INTO policy_gaps (${targetsOf(gaps)}) SELECT ${valuesOf(gaps)} FROM json_each(${JSON.stringify(rows)})`,
  ).run();
}

describe("the obstacle list", () => {
  it("names clause or fact, owner, and how many people and fen it would free", async () => {
    await measured(senior);
    expect(await obstacle("evidence:hukouDistrict")).toEqual({
      policy: senior,
      title: "老年综合津贴",
      leadDepartment: "civil-affairs",
      stage: "live",
      id: "evidence:hukouDistrict",
      check: "evidence",
      isBlocking: false,
      text: "“户籍所在区”由上海市公安局提供；有10个对象缺少这项数据，暂时无法认定。",
      fact: "hukouDistrict",
      owner: "public-security",
      // 100 eligible get 10,000 yuan, so 10 would get 1,000.
      freed: { people: 10, amountFen: 1_000_00, isEstimated: true, measuredOn: "2026-11-20" },
    });
  });

  it("counts for what holds up a whole policy all whom the rule meets and who are not served", async () => {
    await measured(senior);
    expect((await obstacle("amount"))?.freed).toMatchObject({ people: 60, isEstimated: true });
    await databases.empty();
    await storeMeasures(
      city,
      [0, 1].map((shard) =>
        aStoredMeasure({
          policy: "disability-nursing-allowance",
          shard,
          eligible: 50,
          amountFen: 5_000_00,
        }),
      ),
    );
    expect((await obstacle("amount", "disability-nursing-allowance"))?.freed).toEqual({
      people: 100,
      amountFen: 10_000_00,
      isEstimated: false,
      measuredOn: "2026-11-20",
    });
  });

  it("says nothing of people where nothing was measured", async () => {
    expect(await obstacle("data:unknown")).not.toHaveProperty("freed");
  });

  it("has an entry for each policy that only people judge", async () => {
    const byHand = (await read()).filter(({ check }) => check === "hand-judged");
    expect(byHand.map(({ policy }) => policy)).toEqual(
      (JSON.parse(inShort) as { id: string }[]).map(({ id }) => id),
    );
    expect(byHand[0]).toMatchObject({
      stage: "hand-judged",
      isBlocking: true,
      text: expect.stringMatching(/^只能由人判断：/),
    });
  });

  it("has nothing to say of a retired policy", async () => {
    await insertStage(city, senior, { stage: "retired", reason: "", sinceAt: 0 });
    expect((await read()).filter(({ policy }) => policy === senior)).toEqual([]);
  });

  it("carries the newest plan of whoever can settle it", async () => {
    const first = await obstacle("amount");
    if (first === undefined) throw new Error("there is no such obstacle");
    await planObstacle(city, first, { expectedOn: null, note: "正在起草" }, "one", now);
    const plan = { expectedOn: "2027-03-01", note: "文件已报批" };
    await planObstacle(city, first, plan, "two", now);
    expect((await obstacle("amount"))?.plan).toEqual({
      ...plan,
      plannedBy: "two",
      plannedAt: now.getTime(),
    });
    expect(await obstacle("document")).not.toHaveProperty("plan");
  });
});
