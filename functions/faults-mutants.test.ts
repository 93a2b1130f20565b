import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stormRates } from "#shared/testing/faults/faults.ts";
import { mutants, mutatedHouse, type Weather } from "#shared/testing/faults/mutants.ts";
import { populate } from "#shared/testing/faults/population.ts";
import { type Storm, weather } from "#shared/testing/faults/storm.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";

let databases: Databases;
beforeAll(async () => {
  databases = await startDatabases();
});
afterAll(async () => databases.dispose());

/** A small city in a rough sea: each wrong house is found out soon. */
const storms: Readonly<Record<Weather, Omit<Storm, "databases" | "house">>> = {
  storm: {
    population: populate({ seniors: 6, graduates: 2, employers: 2 }),
    rates: {
      ...stormRates,
      "database refuses": 0.06,
      "database breaks off": 0.04,
      "database reply lost": 0.05,
      "killed before a call": 0.01,
      "killed after a call": 0.01,
      "receiver's reply lost": 0.2,
      "report contradicts": 0.8,
      "report of another department": 0.8,
    },
    telling: { times: 1, atOnce: 4, isShuffled: false },
  },
  crowd: {
    population: populate({ seniors: 3, graduates: 0, employers: 1, isTalkative: true }),
    rates: {},
    telling: { times: 1, atOnce: 2, isShuffled: false },
  },
  rush: {
    population: populate({ seniors: 1, graduates: 0, employers: 1 }),
    rates: { "tapped many times": 1 },
    telling: { times: 1, atOnce: 12, isShuffled: true },
    manyTaps: 50,
  },
};
const mostSeeds = 12;

describe("a house in which one thing is done wrong is found out", () => {
  test.each(mutants.map((mutant) => [mutant.name, mutant.breaks, mutant] as const))(
    "%s: it breaks that %s",
    async (_, breaks, mutant) => {
      const house = await mutatedHouse(mutant);
      const storm = { ...storms[mutant.in ?? "storm"], databases, house };
      const broken = new Set<string>();
      for (let seed = 1; seed <= mostSeeds && !broken.has(breaks); seed += 1) {
        const { violations } = await weather(storm, seed, new Map());
        for (const { invariant } of violations) broken.add(invariant);
      }
      expect([...broken]).toContain(breaks);
    },
    300_000,
  );
});
