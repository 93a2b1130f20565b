import { afterAll, beforeAll, expect, test } from "vitest";
import { stormRates, type Strikes } from "#shared/testing/faults/faults.ts";
import * as house from "#shared/testing/faults/house.ts";
import { populate } from "#shared/testing/faults/population.ts";
import { weather } from "#shared/testing/faults/storm.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";

let databases: Databases;
beforeAll(async () => {
  databases = await startDatabases();
});
afterAll(async () => databases.dispose());

test("seeds", async () => {
  const strikes: Strikes = new Map();
  let last = "";
  for (const seed of (process.env["SEEDS"] ?? "1,2").split(",").map(Number)) {
    const t = performance.now();
    const population = populate({ seniors: 12, graduates: 4, employers: 3 });
    const storm = { databases, house, population, rates: stormRates, times: 3, atOnce: 30 };
    const { violations, trace } = await weather(storm, seed, strikes);
    console.log(
      seed,
      Math.round(performance.now() - t),
      trace.length,
      last === trace.join("\n"),
      violations
        .slice(0, 20)
        .map((v) => v.invariant + ": " + v.detail)
        .join("\n"),
    );
    if (process.env["TRACE"])
      (await import("node:fs")).writeFileSync(`/tmp/trace-${seed}.txt`, trace.join("\n"));
    last = trace.join("\n");
  }
  console.log(JSON.stringify(Object.fromEntries(strikes)));
  expect(1).toBe(1);
}, 600_000);
