import * as z from "zod";
import { afterAll, beforeAll, expect, test } from "vitest";
import { schemas } from "#shared/contract/routes.ts";
import { type Dev, startDev } from "#shared/testing/dev-harness.ts";
import { reportPerson, resident } from "#shared/testing/people.ts";

const policy = "senior-comprehensive-allowance";
let dev: Dev;
beforeAll(async () => {
  dev = await startDev();
  await dev.clock("2026-11-16T02:00:00Z");
  await dev.tick();
  for (let number = 901; number < 912; number += 1)
    await reportPerson(dev, resident("1950-05-05", number), {
      birthDate: "1950-05-05",
      hukouDistrict: "310101",
    });
  await dev.tick();
});
afterAll(async () => dev.close());

const shards = ["DB_0", "DB_1"] as const;
/** As the night does; here on a word of the lead department. */
async function audit(): Promise<void> {
  const officer = await dev.staff("policy-officer", "civil-affairs");
  const path = `/v1/console/policies/${policy}/measurements`;
  expect((await dev.post(path, {}, officer)).status).toBe(202);
  await dev.tick();
}
async function published() {
  const statistics = z.parse(schemas.Statistics, await (await dev.fetch("/v1/statistics")).json());
  return statistics.audits.find((one) => one.policy === policy);
}
async function workItems() {
  const headers = { authorization: `Bearer ${await dev.staff("handler", "civil-affairs")}` };
  const response = await dev.fetch("/v1/console/work-items?kind=omission", { headers });
  return z.parse(schemas.WorkItems, await response.json()).items;
}
const look = async (role: string, department?: Parameters<Dev["staff"]>[1], id = policy) =>
  dev.post(
    "/v1/console/differences",
    { policy: id, purpose: "夜间核查" },
    await dev.staff(role, department),
  );

test("an audit that finds nothing is published, and nobody is given work by it", async () => {
  await audit();
  expect(await published()).toMatchObject({
    auditedOn: "2026-11-16",
    passed: true,
    omitted: 0,
    unfounded: 0,
  });
  expect(await workItems()).toEqual([]);
  const page = await (await dev.fetch("/statistics", { headers: { Accept: "text/html" } })).text();
  expect(page).toMatch(
    /老年综合津贴<\/a><\/th><td>2026年11月16日[^<]*<\/td><td>✓ 一致<\/td><td>0</,
  );
});

test("whoever is forgotten is found, listed for the lead department, told as a number, and alarmed of", async () => {
  for (const shard of shards)
    await (await dev.database(shard)).prepare("DELETE FROM entitlements").run();
  await audit();
  expect(await published()).toMatchObject({ passed: false, omitted: 11, unfounded: 0 });
  expect(await workItems()).toMatchObject([
    { owner: "civil-affairs", policy, detail: { omitted: 11, unfounded: 0 } },
  ]);
  const response = await look("handler", "civil-affairs");
  const { items } = z.parse(schemas.Differences, await response.json());
  expect(items).toHaveLength(11);
  expect(items[0]).toEqual({
    kind: "omitted",
    subject: expect.stringMatching(/^[a-z2-7]{28}$/),
    period: "2026-11",
    foundOn: "2026-11-16",
  });
  await dev.tick();
  const alarms = await (await dev.fetch("/sandbox/alarms")).json();
  expect(alarms).toContainEqual(
    expect.objectContaining({ kind: "omission", department: "civil-affairs", late: false }),
  );
});

test("the list is open to the lead department and to auditors, and each look is recorded", async () => {
  expect((await look("auditor")).status).toBe(200);
  expect((await look("handler", "tax")).status).toBe(403);
  expect((await look("operations", "civil-affairs")).status).toBe(403);
  expect((await look("auditor", undefined, "none")).status).toBe(404);
  const token = await dev.staff("auditor");
  expect((await dev.post("/v1/console/differences", { policy }, token)).status).toBe(400);
  const counts = await Promise.all(
    shards.map(async (shard) =>
      (await dev.database(shard))
        .prepare("SELECT count(*) AS n FROM accesses WHERE purpose = '夜间核查' AND scope = ?")
        .bind(policy)
        .first<number>("n"),
    ),
  );
  expect(counts.reduce<number>((sum, n) => sum + (n ?? 0), 0)).toBe(22);
});

test("of fewer than five neither number is told", async () => {
  const db = await dev.database("DB_CITY");
  await db.prepare("UPDATE policy_measures SET omitted = 0").run();
  await db
    .prepare("UPDATE policy_measures SET omitted = 3 WHERE shard = 0 AND district = ''")
    .run();
  expect(await published()).toMatchObject({ passed: false, omitted: null, unfounded: 0 });
});
