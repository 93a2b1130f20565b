import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { builtInCalendar } from "#shared/calendar/built-in-calendar.ts";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { measureTask } from "#shared/measures/measure-task.ts";
import { listDifferences } from "#shared/omissions/list-differences.ts";
import { policies } from "#shared/policies/index.ts";
import { readStages } from "#shared/stages/read-stages.ts";
import { complete, firm, morningOf, senior } from "#shared/testing/a-senior.ts";
import { insertAllLive } from "#shared/testing/all-live.ts";
import { anEntitlement, aSubjectKey } from "#shared/testing/builders.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import { storeEntitlements, storeSubject } from "#shared/testing/stored-subjects.ts";
import { listWorkItems } from "#shared/work-items/list-work-items.ts";
import type { Env } from "./env.ts";
import { measureTasks } from "./measure-tasks.ts";

const now = morningOf("2026-11-20");
const allowance = "senior-comprehensive-allowance";
const refund = "job-retention-refund";
const periods = { [allowance]: "2026-11", [refund]: "2026" } as const;

let databases: Databases;
let env: Env;
beforeAll(async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  databases = await startDatabases();
  const forgets = { sendBatch: async () => {} } as unknown as Env["SWEEP"];
  env = { ...databases, NOTIFY: forgets, FULFIL: forgets, SWEEP: forgets };
});
beforeEach(async () => {
  await databases.empty();
  await insertAllLive(databases.DB_CITY);
});
afterAll(async () => {
  vi.restoreAllMocks();
  await databases.dispose();
});

const shards = [0, 1] as const;
const databaseOn = (shard: 0 | 1): D1Database => (shard === 0 ? databases.DB_0 : databases.DB_1);

/** A night's measures of every policy on every shard. */
async function audit(at = now): Promise<void> {
  const circumstances = async () => ({
    now: at,
    complete,
    stages: await readStages(env.DB_CITY),
  });
  for (const shard of shards) {
    const tasks = policies.map(({ id }) => measureTask(shard, id, "asked", at));
    for (let start = 0; start < tasks.length; start += 20)
      await measureTasks(
        env,
        shard,
        databaseOn(shard),
        tasks.slice(start, start + 20),
        circumstances,
        async () => builtInCalendar,
      );
  }
}

const access = { actor: "auditor", role: "auditor", department: null, purpose: "核查" };
async function found(policy: string, kind: "omitted" | "unfounded"): Promise<string[]> {
  const all = await listDifferences(databases, policy, access, now);
  return all
    .filter((one) => one.kind === kind)
    .map(({ subjectKey }) => subjectKey)
    .toSorted();
}
async function workItems(state: "open" | "closed" = "open") {
  const page = { limit: 50, after: 0 };
  const { items } = await listWorkItems(env.DB_CITY, { state }, civilDate("2026-11-20"), page);
  return items
    .filter(({ kind }) => kind === "omission")
    .map(({ owner, policy, detail }) => [owner, policy, JSON.parse(detail) as unknown]);
}

/** Subjects with what the rules make of them: some eligible, some not, some unknown. */
async function settle(count: number): Promise<{ seniors: string[]; firms: string[] }> {
  const [seniors, firms]: [string[], string[]] = [[], []];
  for (let n = 0; n < count; n += 1) {
    const shard = shards[n % 2] ?? 0;
    const db = databaseOn(shard);
    const [person, organisation] = [aSubjectKey(shard), aSubjectKey(shard)];
    await storeSubject(db, person, senior);
    await storeSubject(db, organisation, firm, { kind: "organisation" });
    await storeSubject(db, aSubjectKey(shard), { ...senior, birthDate: "1990-01-01" });
    await storeSubject(db, aSubjectKey(shard), { birthDate: "1950-01-01" });
    seniors.push(person);
    firms.push(organisation);
  }
  return { seniors, firms };
}

async function forget(policy: string, subjectKeys: readonly string[]): Promise<void> {
  for (const shard of shards)
    await databaseOn(shard)
      .prepare(
        "DELETE FROM entitlements WHERE policy = ? AND subject_key IN (SELECT value FROM json_each(?))",
      )
      .bind(policy, JSON.stringify(subjectKeys))
      .run();
}

describe("the audit of omissions", () => {
  it("finds each of 50 planted omissions and each of 50 planted grants without grounds, and nothing else", async () => {
    const { seniors, firms } = await settle(40);
    await audit();
    for (const { id } of policies)
      expect([id, await found(id, "omitted"), await found(id, "unfounded")]).toEqual([id, [], []]);
    expect(await workItems()).toEqual([]);

    const omitted = { [allowance]: seniors.slice(0, 30), [refund]: firms.slice(0, 20) };
    for (const [policy, keys] of Object.entries(omitted)) await forget(policy, keys);
    const unfounded: { [allowance]: string[]; [refund]: string[] } = {
      [allowance]: [],
      [refund]: [],
    };
    for (let n = 0; n < 50; n += 1) {
      const shard = shards[n % 2] ?? 0;
      const subjectKey = aSubjectKey(shard);
      const policy = n < 30 ? allowance : refund;
      const isPerson = policy === allowance;
      // Of Shanghai, but 36 years old; and a firm that has laid off a tenth.
      const facts = isPerson
        ? { ...senior, birthDate: "1990-06-10" }
        : { ...firm, "insuredHeadcount@2025-12": 180 };
      const kind = isPerson ? "person" : "organisation";
      await storeSubject(databaseOn(shard), subjectKey, facts, { kind });
      const granted = {
        state: "awaiting-confirmation",
        judgedOn: civilDate("2026-11-16"),
      } as const;
      const wrong = anEntitlement({ subjectKey, policy, period: periods[policy], ...granted });
      await storeEntitlements(databaseOn(shard), [wrong]);
      unfounded[policy].push(subjectKey);
    }
    await audit();
    for (const policy of [allowance, refund] as const) {
      expect(await found(policy, "omitted")).toEqual(omitted[policy].toSorted());
      expect(await found(policy, "unfounded")).toEqual(unfounded[policy].toSorted());
    }
    const others = policies.filter(({ id }) => id !== allowance && id !== refund);
    for (const { id } of others)
      expect([id, await found(id, "omitted"), await found(id, "unfounded")]).toEqual([id, [], []]);
    expect((await workItems()).toSorted()).toEqual([
      ["civil-affairs", allowance, { omitted: 30, unfounded: 30 }],
      ["human-resources", refund, { omitted: 20, unfounded: 20 }],
    ]);
  });

  it("counts as entitled who is held, has waived, let it lapse, or was handed to the ordinary channel", async () => {
    const { seniors } = await settle(8);
    const states = ["awaiting-fulfilment", "waived", "lapsed", "redirected"];
    for (const [n, key] of seniors.entries())
      await databaseOn(shards[n % 2] ?? 0)
        .prepare(
          `UPDATE entitlements SET state = ?, held_because = 'account-missing' WHERE subject_key = ?`,
        )
        .bind(states[n % 4], key)
        .run();
    await audit();
    expect([await found(allowance, "omitted"), await workItems()]).toEqual([[], []]);
  });

  it("waits while somebody is about to be judged again, for that may be what seems to be missing", async () => {
    const { seniors } = await settle(4);
    await forget(allowance, seniors);
    await databases.DB_0.prepare(
      "UPDATE profiles SET review_on = '2026-11-20' WHERE subject_key = ?",
    )
      .bind(seniors[0])
      .run();
    await audit();
    expect(await workItems()).toEqual([]);
    await databases.DB_0.prepare("UPDATE profiles SET review_on = NULL").run();
    await audit();
    expect(await workItems()).toEqual([["civil-affairs", allowance, { omitted: 4, unfounded: 0 }]]);
  });

  it("closes the work item once both differences are empty, opens it again when they are not, and keeps the first day", async () => {
    const { seniors } = await settle(2);
    await forget(allowance, seniors);
    await audit();
    await audit(morningOf("2026-11-21"));
    const [listed] = await listDifferences(databases, allowance, access, now);
    expect(listed).toMatchObject({ kind: "omitted", period: "2026-11", foundOn: "2026-11-20" });
    await databases.DB_0.prepare("DELETE FROM profiles").run();
    await databases.DB_1.prepare("DELETE FROM profiles").run();
    await audit(morningOf("2026-11-21"));
    expect([await workItems(), (await workItems("closed")).length]).toEqual([[], 1]);
    expect(await found(allowance, "omitted")).toEqual([]);
    const { seniors: others } = await settle(1);
    await forget(allowance, others);
    await audit(morningOf("2026-11-21"));
    expect(await workItems()).toHaveLength(1);
  });

  it("records whose data it tells, with the purpose", async () => {
    const { seniors } = await settle(1);
    await forget(allowance, seniors);
    await audit();
    await found(allowance, "omitted");
    const { results } = await databases.DB_0.prepare(
      "SELECT actor, subject_key, purpose, scope FROM accesses",
    ).all();
    expect(results).toEqual([
      { actor: "auditor", subject_key: seniors[0], purpose: "核查", scope: allowance },
    ]);
  });
});
