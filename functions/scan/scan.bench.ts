import { afterAll, beforeAll, expect, test } from "vitest";
import { countRows, type RowCount } from "#shared/testing/count-rows.ts";
import { resident } from "#shared/testing/people.ts";
import { type Place, type Scanning, startScanning } from "#shared/testing/scanning.ts";

/*
 * Scans a second on one machine, and what each costs: the real function on the real local D1, in memory, with signatures,
 * codes that are opened and checked, judgement and counting. The median must stay under 100 ms.
 */
const people = 300;

let world: Scanning;
let gate: Place;
beforeAll(async () => {
  world = await startScanning();
  [gate = { venue: "", secret: "" }] = await world.register({});
  await world.reporting.report(
    "public-security",
    everybody.map((subject) => ({
      type: "facts.reported.v1",
      data: { subject, facts: { birthDate: "1950-03-01" } },
    })),
  );
});
afterAll(async () => world.close());

const everybody = Array.from({ length: people }, (_, index) => resident("1950-03-01", 1 + index));

interface Measured {
  readonly perSecond: number;
  readonly medianMilliseconds: number;
  readonly p95Milliseconds: number;
  readonly read: number;
  readonly written: number;
}

/** Everybody is scanned once, so many at the same moment. */
async function measure(
  atOnce: number,
  shown: readonly Parameters<Scanning["show"]>[1][],
): Promise<Measured> {
  const count: Required<RowCount> = { read: 0, written: 0, roundTrips: 0 };
  const { DB_0, DB_1, DB_CITY } = world.databases;
  const [zero, one, city] = [DB_0, DB_1, DB_CITY].map((db) => countRows(db, count));
  const env = { DB_0: zero ?? DB_0, DB_1: one ?? DB_1, DB_CITY: city ?? DB_CITY };
  const times: number[] = [];
  const waiting = [...shown];
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        const asked = performance.now();
        expect((await world.show(gate, next, { env })).verdict).toBe("granted");
        times.push(performance.now() - asked);
      }
    }),
  );
  const seconds = (performance.now() - begun) / 1000;
  times.sort((a, b) => a - b);
  return {
    perSecond: shown.length / seconds,
    medianMilliseconds: times[Math.floor(times.length / 2)] ?? 0,
    p95Milliseconds: times[Math.floor(times.length * 0.95)] ?? 0,
    read: count.read / shown.length,
    written: count.written / shown.length,
  };
}

test("scans a second, and rows for each", async () => {
  const rows: [string, Measured][] = [];
  for (const [kind, atOnce] of [
    ["card", 1],
    ["card", 16],
    ["code", 1],
    ["code", 16],
  ] as const) {
    // Another day for each, so that everybody is due again; the registers are as new.
    world.now = new Date(world.now.getTime() + 86_400_000);
    await world.databases.DB_CITY.prepare("UPDATE registers SET complete_as_of = ?")
      .bind(world.now.getTime())
      .run();
    const shown =
      kind === "card"
        ? everybody
        : await Promise.all(
            everybody.map(
              async (one) => ({ type: "suishen-code", value: await world.code(one) }) as const,
            ),
          );
    rows.push([`by ${kind}, ${atOnce} at once`, await measure(atOnce, shown)]);
  }
  const lines = rows.map(
    ([name, { perSecond, medianMilliseconds, p95Milliseconds, read, written }]) =>
      [
        name.padEnd(22),
        `${perSecond.toFixed(0).padStart(5)} scans/s`,
        `median ${medianMilliseconds.toFixed(1).padStart(6)} ms`,
        `p95 ${p95Milliseconds.toFixed(1).padStart(6)} ms`,
        `${read.toFixed(1)} read`,
        `${written.toFixed(1)} written`,
      ].join("   "),
  );
  process.stdout.write(`\n${lines.join("\n")}\n`);
  // Of those who stand at one gate, one after the other.
  const queued = rows.filter(([name]) => name.endsWith("1 at once"));
  const slowest = Math.max(...queued.map(([, { medianMilliseconds }]) => medianMilliseconds));
  expect(slowest).toBeLessThan(100);
});
