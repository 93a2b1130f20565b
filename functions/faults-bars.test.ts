import { afterAll, beforeAll, expect, test } from "vitest";
import { type Rates, type Strikes, tooRare } from "#shared/testing/faults/faults.ts";
import * as house from "#shared/testing/faults/house.ts";
import { populate } from "#shared/testing/faults/population.ts";
import { fullShare } from "#shared/testing/faults/share.ts";
import { type Storm, weather } from "#shared/testing/faults/storm.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";

let databases: Databases;
beforeAll(async () => {
  databases = await startDatabases();
});
afterAll(async () => databases.dispose());

const weathered = async (
  storm: Omit<Storm, "databases" | "house">,
  seed: number,
  strikes: Strikes = new Map(),
) => weather({ ...storm, databases, house }, seed, strikes);

const telling = { times: 1, atOnce: 10, isShuffled: false };
const few = populate({ seniors: 10, graduates: 3, employers: 2 });

test("10,000 events three times over, with a twentieth of everything lost: exactly what is due", async () => {
  const population = populate({
    seniors: 1000 * fullShare,
    graduates: 700 * fullShare,
    employers: 200 * fullShare,
  });
  const rates: Rates = {
    "database refuses": 0.03,
    "database breaks off": 0.02,
    "database reply lost": 0.025,
    "hint lost": 0.05,
    "hint doubled": 0.1,
    "receiver's reply lost": 0.05,
  };
  const strikes: Strikes = new Map();
  const { violations } = await weathered(
    { population, rates, telling: { times: 3, atOnce: 500, isShuffled: true } },
    1,
    strikes,
  );
  expect(violations).toEqual([]);
  expect(population.sayings.length).toBeGreaterThanOrEqual(9900 * fullShare);
  expect(tooRare(strikes, fullShare < 1 ? 1 : 20, rates)).toEqual([]);
}, 900_000);

test("of 50 confirmations at once one succeeds: one instruction, and 49 see the same receipt", async () => {
  const population = populate({ seniors: 1, graduates: 0, employers: 1 });
  const rates: Rates = { "tapped many times": 1 };
  const { violations, world, answers } = await weathered(
    { population, rates, telling, manyTaps: 50 },
    1,
  );
  expect(violations).toEqual([]);
  const numbers = answers.flatMap(({ receipts }) => receipts.map(({ number }) => number));
  expect(numbers).toHaveLength(50);
  expect(new Set(numbers).size).toBe(1);
  // One for November, and one for December, which she was not asked about again.
  expect(world.outside.bookings.size).toBe(2);
}, 300_000);

test("200 processes are killed at any point, and the totals are the same", async () => {
  const strikes: Strikes = new Map();
  const rates: Rates = { "killed before a call": 0.05, "killed after a call": 0.05 };
  const killed = (): number => [...strikes.values()].reduce((sum, times) => sum + times, 0);
  for (let seed = 1; killed() < 200; seed += 1) {
    const storm = { population: few, rates, telling };
    const { violations } = await weathered(storm, seed, strikes);
    expect({ seed, violations }).toEqual({ seed, violations: [] });
  }
}, 600_000);

test("the queues are off for a day: nothing is lost, and nothing comes twice", async () => {
  const { violations } = await weathered(
    {
      population: few,
      rates: { "queue refuses": 1 },
      telling,
      async course(time, { faults, outside }) {
        await time.settle();
        for (let hour = 0; hour < 24; hour += 1) await time.pass(60, 1);
        expect([outside.notices.size, outside.bookings.size]).toEqual([0, 0]);
        faults.change({});
        await time.pass(1, 3);
      },
    },
    1,
  );
  expect(violations).toEqual([]);
}, 300_000);
