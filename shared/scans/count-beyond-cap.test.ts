import { afterAll, beforeAll, expect, test } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import { countBeyondCap } from "./count-beyond-cap.ts";

let databases: Databases;
beforeAll(async () => {
  databases = await startDatabases();
});
afterAll(async () => databases.dispose());

let receipt = 0;
const granted = async (
  shard: 0 | 1,
  scan: { venue?: string; device?: string; day?: string; offline?: 0 | 1; policy?: string } = {},
) => {
  const { venue = "zoo", device = "gate-1", day = "2026-10-12", offline = 1 } = scan;
  const { policy = "park-admission" } = scan;
  await databases[shard === 0 ? "DB_0" : "DB_1"]
    .prepare(
      `INSERT INTO scans (day, venue, receipt, at, device, operator, purpose, verdict, policy, offline)
       VALUES (?, ?, ?, 0, ?, 'o', 'p', 'granted', ?, ?)`,
    )
    .bind(day, venue, `aa${(receipt += 1)}`, device, policy, offline)
    .run();
};

test("what one device granted in one day is added up over the shards, and no other device, day, venue or policy with it", async () => {
  for (const shard of [0, 0, 1, 1] as const) await granted(shard);
  await granted(0, { device: "gate-2" });
  await granted(1, { day: "2026-10-13" });
  await granted(0, { venue: "garden" });
  await granted(1, { offline: 0 });
  await granted(1, { policy: "priority-admission" });
  await granted(1, { day: "2026-11-01" });
  const october = [civilDate("2026-10-01"), civilDate("2026-11-01")] as const;
  const beyond = async (cap: number) =>
    Object.fromEntries(await countBeyondCap(databases, "park-admission", october, cap));
  expect(await beyond(4)).toEqual({});
  expect(await beyond(3)).toEqual({ zoo: 1 });
  expect(await beyond(0)).toEqual({ zoo: 6, garden: 1 });
});
