import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "drizzle-orm";
import { statement } from "#shared/db/statement.ts";
import { storeEntitlements } from "#shared/testing/an-offer.ts";
import { anEntitlement, now } from "#shared/testing/builders.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import { advance } from "./advance.ts";
import type { Entitlement } from "./entitlement.ts";
import { storeAdvanced } from "./store-advanced.ts";
import { fromStored, type StoredEntitlement, toStored } from "./stored-entitlement.ts";

let databases: Databases;
beforeAll(async () => {
  databases = await startDatabases();
});
afterAll(async () => databases.dispose());

const store = (entitlement: Entitlement): Promise<void> =>
  storeEntitlements(databases.DB_0, entitlement);

async function auditOf({ id }: Entitlement): Promise<unknown[]> {
  const { results } = await statement(
    databases.DB_0,
    sql`SELECT event FROM audit WHERE entitlement = ${id} ORDER BY number`,
  ).all<{ event: string }>();
  return results.map(({ event }) => event);
}

async function versionOf({ subjectKey }: Entitlement): Promise<unknown> {
  return statement(
    databases.DB_0,
    sql`SELECT version, state FROM entitlements WHERE subject_key = ${subjectKey}`,
  ).first();
}

const move = (before: Entitlement, event: string) =>
  advance(before, { path: ["terminated"], event, actor: "system:test", at: now });

describe("moves of entitlements", () => {
  it("are stored with their audit entries", async () => {
    const before = anEntitlement();
    await store(before);
    await databases.DB_0.batch(storeAdvanced(databases.DB_0, [await move(before, "one")]));
    expect(await versionOf(before)).toEqual({ version: 2, state: "terminated" });
    expect(await auditOf(before)).toEqual(["one"]);
  });

  it("from a version that another move has left behind change nothing and leave no entry", async () => {
    const before = anEntitlement();
    await store(before);
    const [won, lost] = await Promise.all([
      move(before, "won"),
      advance(before, { path: [], event: "lost", actor: "system:test", at: now }),
    ]);
    await databases.DB_0.batch(storeAdvanced(databases.DB_0, [won]));
    await databases.DB_0.batch(storeAdvanced(databases.DB_0, [lost]));
    expect(await versionOf(before)).toEqual({ version: 2, state: "terminated" });
    expect(await auditOf(before)).toEqual(["won"]);
  });

  it("that two make alike at the same instant leave one entry", async () => {
    const before = anEntitlement();
    await store(before);
    const alike = await Promise.all([move(before, "alike"), move(before, "alike")]);
    await Promise.all(
      alike.map(async (one) => databases.DB_0.batch(storeAdvanced(databases.DB_0, [one]))),
    );
    expect(await versionOf(before)).toEqual({ version: 2, state: "terminated" });
    expect(await auditOf(before)).toEqual(["alike"]);
  });

  it("of many are stored apart: one that is late does not hold up the others", async () => {
    const [late, timely] = [anEntitlement({ version: 2 }), anEntitlement()];
    await Promise.all([store(late), store(timely)]);
    const moves = await Promise.all([
      move({ ...late, version: 1 }, "late"),
      move(timely, "timely"),
    ]);
    await databases.DB_0.batch(storeAdvanced(databases.DB_0, moves));
    expect(await versionOf(late)).toMatchObject({ state: "matched" });
    expect(await auditOf(late)).toEqual([]);
    expect(await auditOf(timely)).toEqual(["timely"]);
  });
});

describe("a stored entitlement", () => {
  const entitlement = anEntitlement({
    heldBecause: "daily-cap",
    decision: {
      reason: "年满七十周岁",
      facts: [
        { fact: "birthDate", value: "1950-01-01", reportedBy: "public-security", observedAt: "x" },
      ],
    },
    steps: [{ state: "matched", at: 1 }],
  });

  it("is read back as it was", () => {
    expect(fromStored(toStored(entitlement))).toEqual(entitlement);
  });

  it("that is held for a reason nobody knows is a bug", () => {
    const row: StoredEntitlement = { ...toStored(entitlement), heldBecause: "whim" };
    expect(() => fromStored(row)).toThrow("whim");
  });
});
