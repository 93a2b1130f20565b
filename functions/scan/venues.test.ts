import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { venuesSchema, visitStatisticsSchema } from "#shared/contract/venues-told.schema.ts";
import { addDays, civilDate } from "#shared/calendar/civil-date.ts";
import { forgetScans, scansKeptDays } from "#shared/scans/forget-scans.ts";
import { resident } from "#shared/testing/people.ts";
import { type Scanning, startScanning } from "#shared/testing/scanning.ts";

let world: Scanning;
beforeAll(async () => {
  world = await startScanning();
});
afterEach(() => vi.restoreAllMocks());
afterAll(async () => world.close());

const lead = { role: "policy-officer", department: "landscaping" } as const;
const statistics = (month: string, policy = "park-admission") =>
  `/v1/console/venues/statistics?policy=${policy}&month=${month}`;

/** Rows as scans leave them, so many of each. */
async function insert(
  venue: string,
  rows: readonly (readonly [day: string, verdict: string, offline: number, times: number])[],
): Promise<void> {
  let number = 0;
  for (const [day, verdict, offline, times] of rows) {
    for (let time = 0; time < times; time += 1) {
      number += 1;
      await world.databases[number % 2 === 0 ? "DB_0" : "DB_1"]
        .prepare(
          `INSERT INTO scans (day, venue, receipt, at, device, operator, purpose, verdict, policy, because, offline)
           VALUES (?, ?, ?, 1, 'd', 'o', 'p', ?, 'park-admission', ?, ?)`,
        )
        .bind(
          day,
          venue,
          `${venue}${number}`,
          verdict,
          verdict === "conflict" ? "x" : null,
          offline,
        )
        .run();
    }
  }
}

describe("the venues", () => {
  test("are listed with their devices, and nothing of a key but its name", async () => {
    await world.register({ venue: "garden", name: "植物园" }, ["gate-1", "gate-2"]);
    const response = await world.staff({ role: "operations" }, "/v1/console/venues");
    const text = await response.text();
    const { items } = venuesSchema.parse(JSON.parse(text));
    expect(items).toContainEqual({
      venue: "garden",
      name: "植物园",
      group: "parks",
      department: "landscaping",
      policies: ["park-admission"],
      state: "open",
      devices: ["gate-1", "gate-2"].map((device) => ({
        device,
        state: "active",
        keyIds: ["k1"],
        enrols: false,
      })),
    });
    expect(text).not.toMatch(/sealed|whsec/i);
  });

  test("are for staff only", async () => {
    const role = "window";
    expect((await world.staff({ role }, "/v1/console/venues")).status).toBe(403);
    expect((await world.open("/v1/console/venues", {})).status).toBe(401);
  });
});

describe("how often what was granted", () => {
  beforeAll(async () => {
    await insert("zoo", [
      ["2026-08-01", "granted", 0, 40],
      ["2026-08-31", "granted", 1, 12],
      ["2026-08-15", "unknown", 0, 9],
      ["2026-08-15", "conflict", 1, 3],
      ["2026-09-01", "granted", 0, 7],
    ]);
    await insert("pond", [
      ["2026-08-02", "granted", 0, 30],
      ["2026-08-02", "granted", 1, 2],
      ["2026-08-02", "unknown", 0, 20],
    ]);
  });

  test("is told the lead department by venue and month, and groups under five cannot be computed", async () => {
    const response = await world.staff(lead, statistics("2026-08"));
    const told = visitStatisticsSchema.parse(await response.json());
    const [pond, zoo] = told.venues;
    expect(zoo).toMatchObject({ venue: "zoo", conflicts: 3 });
    expect(pond).toMatchObject({ venue: "pond", offline: null });
    // Another figure of its row, its column and where they cross is hidden with it.
    const hidden = [...told.venues, told.total].map(({ online, offline, unknown, all }) =>
      [online, offline, unknown, all].map((one) => one === null),
    );
    expect(hidden.filter((row) => row.includes(true)).length).toBeGreaterThan(1);
    for (const row of hidden) expect(row.filter(Boolean).length).not.toBe(1);
  });

  test("all of it where no group is small", async () => {
    await insert("hill", [
      ["2026-07-02", "granted", 0, 30],
      ["2026-07-02", "granted", 1, 5],
      ["2026-07-03", "unknown", 0, 20],
    ]);
    const response = await world.staff({ role: "auditor" }, statistics("2026-07"));
    const figures = { online: 30, offline: 5, unknown: 20, all: 55 };
    expect(visitStatisticsSchema.parse(await response.json())).toEqual({
      policy: "park-admission",
      month: "2026-07",
      venues: [{ venue: "hill", ...figures, conflicts: 0 }],
      total: figures,
    });
  });

  test("is not told others, nor of a month that goes on, for its days could be told apart", async () => {
    const status = async (who: Parameters<Scanning["staff"]>[0], path: string) =>
      (await world.staff(who, path)).status;
    expect(await status({ ...lead, department: "education" }, statistics("2026-08"))).toBe(403);
    expect(await status({ role: "handler" }, statistics("2026-08"))).toBe(403);
    const month = new Date(world.now.getTime() + 8 * 3_600_000).toISOString().slice(0, 7);
    expect(await status(lead, statistics(month))).toBe(409);
    expect(await status(lead, statistics("2026-8"))).toBe(400);
    expect(await status(lead, statistics("2026-08", "no-such"))).toBe(404);
  });
});

describe("what was scanned is forgotten", () => {
  const count = async (table: string) => {
    const { DB_0, DB_1 } = world.databases;
    const found = await Promise.all(
      [DB_0, DB_1].map(async (db) =>
        db.prepare(`SELECT count(*) AS n FROM ${table}`).first<number>("n"),
      ),
    );
    return found.reduce<number>((sum, one) => sum + (one ?? 0), 0);
  };
  const forget = async (today: string) => {
    const { DB_0, DB_1 } = world.databases;
    for (const db of [DB_0, DB_1]) await forgetScans(db, civilDate(today));
  };

  test("who came, a week after the day that it counted for; that somebody came, after 92 days", async () => {
    const { DB_0, DB_1 } = world.databases;
    for (const db of [DB_0, DB_1])
      await db.batch(
        ["scans", "scan_allowances", "used_codes"].map((one) => db.prepare(`DELETE FROM ${one}`)),
      );
    const [gate = { venue: "", secret: "" }] = await world.register({ venue: "lake" });
    const someone = resident("1950-03-01", 77);
    await world.say("public-security", someone, { birthDate: "1950-03-01" });
    const value = await world.code(someone);
    expect((await world.show(gate, { type: "suishen-code", value })).verdict).toBe("granted");
    const today = civilDate(
      new Date(world.now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10),
    );
    const counts = async () => [
      await count("scans"),
      await count("scan_allowances"),
      await count("used_codes"),
    ];
    await forget(addDays(today, 7));
    expect(await counts()).toEqual([1, 1, 1]);
    await forget(addDays(today, 9));
    expect(await counts()).toEqual([1, 0, 0]);
    await forget(addDays(today, scansKeptDays));
    expect(await counts()).toEqual([1, 0, 0]);
    await forget(addDays(today, scansKeptDays + 1));
    expect(await counts()).toEqual([0, 0, 0]);
  });
});
