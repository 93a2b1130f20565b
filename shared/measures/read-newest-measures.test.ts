import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { aStoredMeasure, storeMeasures } from "#shared/testing/a-measure.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import { medianWait } from "./measure.ts";
import { readNewestMeasures } from "./read-newest-measures.ts";

let databases: Databases;
let city: D1Database;
beforeAll(async () => {
  databases = await startDatabases();
  city = databases.DB_CITY;
});
beforeEach(async () => databases.empty());
afterAll(async () => databases.dispose());

const policy = "allowance";
const read = async () => (await readNewestMeasures(city, [policy])).get(policy);

describe("the newest measure", () => {
  it("is the sum over the shards, as a whole and by district", async () => {
    await storeMeasures(city, [
      aStoredMeasure({ shard: 0, district: "310101", eligible: 3, waits: '{"2":1,"5":1}' }),
      aStoredMeasure({ shard: 0, pending: 2 }),
      aStoredMeasure({ shard: 1, district: "310101", eligible: 4, waits: '{"5":2}' }),
      aStoredMeasure({ shard: 1, district: "elsewhere", eligible: 1 }),
    ]);
    expect(await read()).toMatchObject({ day: "2026-11-20", stage: 1, eligible: 8, pending: 2 });
    const districts = [...((await read())?.byDistrict ?? [])];
    expect(districts.map(([district, { eligible }]) => [district, eligible])).toEqual([
      ["", 0],
      ["310101", 7],
      ["elsewhere", 1],
    ]);
    expect((await read())?.waits).toEqual(
      new Map([
        [2, 1],
        [5, 3],
      ]),
    );
  });

  it("is of the newest day on which every shard was measured", async () => {
    const [before, today] = [{ day: "2026-11-19" }, { day: "2026-11-20" }];
    await storeMeasures(city, [
      aStoredMeasure({ ...before, shard: 0, eligible: 1 }),
      aStoredMeasure({ ...before, shard: 1, eligible: 1 }),
      aStoredMeasure({ ...today, shard: 0, eligible: 9 }),
    ]);
    expect(await read()).toMatchObject({ day: "2026-11-19", eligible: 2 });
    await storeMeasures(city, [aStoredMeasure({ ...today, shard: 1, eligible: 9 })]);
    expect(await read()).toMatchObject({ day: "2026-11-20", eligible: 18 });
  });

  it("is of no stage where the shards measured different ones", async () => {
    await storeMeasures(city, [
      aStoredMeasure({ shard: 0 }),
      aStoredMeasure({ shard: 1, stage: 2 }),
    ]);
    expect((await read())?.stage).toBeUndefined();
  });

  it("is none where no day is complete, and of no other policy", async () => {
    await storeMeasures(city, [
      aStoredMeasure({ shard: 0 }),
      aStoredMeasure({ policy: "other", shard: 1 }),
    ]);
    expect(await read()).toBeUndefined();
  });
});

describe("the median of days", () => {
  it.each<[number | undefined, [number, number][]]>([
    [undefined, []],
    [4, [[4, 1]]],
    [
      2,
      [
        [9, 2],
        [2, 2],
      ],
    ],
    [
      9,
      [
        [9, 3],
        [2, 2],
      ],
    ],
  ])("%s", (median, waits) => {
    expect(medianWait({ waits: new Map(waits) })).toBe(median);
  });
});
