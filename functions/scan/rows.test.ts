import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { shanghaiDay, startOfShanghaiDay } from "#shared/calendar/shanghai.ts";
import { shardOf } from "#shared/db/shards.ts";
import type { SubjectReference } from "#shared/identity/subject.ts";
import { insertStage } from "#shared/testing/all-live.ts";
import { countRows, type RowCount } from "#shared/testing/count-rows.ts";
import { resident } from "#shared/testing/people.ts";
import { type Place, type Scanning, startScanning } from "#shared/testing/scanning.ts";

/** What a scan may cost, by D1's own count. */
const most = { read: 6, written: 3 } as const;

let world: Scanning;
let gate: Place;
let exit: Place;
const count: Required<RowCount> = { read: 0, written: 0, roundTrips: 0 };
beforeAll(async () => {
  world = await startScanning();
  // In the hour after midnight yesterday is looked at too.
  world.now = new Date(startOfShanghaiDay(shanghaiDay(new Date())).getTime() + 10 * 3_600_000);
  [gate = { venue: "", secret: "" }] = await world.register({}, ["gate-1", "gate-2", "gate-3"]);
  [exit = gate] = await world.register({
    venue: "car-park",
    group: "car-parks",
    policies: ["disabled-parking"],
  });
  const enter = { stage: "live", reason: "", sinceAt: 0 } as const;
  await insertStage(world.databases.DB_CITY, "disabled-parking", enter);
  vi.spyOn(console, "warn").mockImplementation(() => {});
});
afterEach(() => vi.clearAllMocks());
afterAll(async () => {
  vi.restoreAllMocks();
  await world.close();
});

let number = 0;
async function someone(facts: object = { birthDate: "1950-03-01" }): Promise<SubjectReference> {
  const one = resident("1950-03-01", (number += 1));
  await world.reporting.report("public-security", [
    { type: "contact.reported.v1", data: { subject: one, name: "王建国" } },
    { type: "facts.reported.v1", data: { subject: one, facts } },
  ]);
  return one;
}

/** What one scan costs, and how it ends. */
async function costOf(place: Place, shown: Parameters<Scanning["show"]>[1], how = {}) {
  Object.assign(count, { read: 0, written: 0, roundTrips: 0 });
  const { DB_0, DB_1, DB_CITY } = world.databases;
  const env = {
    DB_0: countRows(DB_0, count),
    DB_1: countRows(DB_1, count),
    DB_CITY: countRows(DB_CITY, count),
  };
  const { verdict, receipt } = await world.show(place, shown, { env, ...how });
  expect(shardOf(receipt)).toBeLessThan(2);
  return { verdict, ...count };
}

test("by card: six rows read at most and two written, in three round trips", async () => {
  expect(await costOf(gate, await someone())).toEqual({
    verdict: "granted",
    read: 6,
    written: 2,
    roundTrips: 3,
  });
});

test("by code: one row more is written, for the code is used", async () => {
  const value = await world.code(await someone());
  const cost = await costOf(gate, { type: "suishen-code", value });
  expect(cost.verdict).toBe("granted");
  expect(cost.read).toBeLessThanOrEqual(most.read);
  expect(cost.written).toBe(most.written);
});

test("whatever it ends in, and however often somebody came before", async () => {
  const old = await someone();
  const disabled = await someone({ hukouDistrict: "310101" });
  await world.say("disabled-persons-federation", disabled, { disabilityGrade: 2 });
  const code = async (one: SubjectReference) =>
    ({ type: "suishen-code", value: await world.code(one) }) as const;
  const used = await code(disabled);
  const costs = [
    await costOf(gate, old),
    await costOf(gate, old),
    await costOf(gate, await code(old)),
    await costOf(gate, await someone({ birthDate: "1990-03-01" })),
    await costOf(gate, resident("1950-03-01", 999)),
    await costOf(gate, { type: "resident-id", value: "none" }),
    await costOf(gate, { type: "suishen-code", value: "https://example.invalid" }),
    await costOf(exit, used),
    await costOf(exit, used),
    await costOf(exit, await code(disabled)),
    await costOf(exit, await code(disabled)),
  ];
  expect(costs.map(({ verdict }) => verdict)).toEqual([
    "granted",
    "refused",
    "refused",
    "refused",
    "unknown",
    "refused",
    "refused",
    "granted",
    "refused",
    "granted",
    "refused",
  ]);
  for (const { read, written } of costs) {
    expect(read).toBeLessThanOrEqual(most.read);
    expect(written).toBeLessThanOrEqual(most.written);
  }
});

test("the same request again reads what was recorded, and writes nothing", async () => {
  const [one, how] = [await someone(), { id: crypto.randomUUID() }];
  await costOf(gate, one, how);
  const again = await costOf(gate, one, how);
  expect(again).toMatchObject({ verdict: "granted", written: 0 });
  expect(again.read).toBeLessThanOrEqual(most.read + 4);
});
