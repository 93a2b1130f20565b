import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { addDays, civilDate } from "#shared/calendar/civil-date.ts";
import { entitlements } from "#shared/db/shard.schema.ts";
import { upsert } from "#shared/db/upsert.ts";
import type { Entitlement } from "#shared/entitlements/entitlement.ts";
import { toStored } from "#shared/entitlements/stored-entitlement.ts";
import { emptyProfile } from "#shared/profiles/profile.ts";
import { decideOn } from "#shared/testing/a-senior.ts";
import { aState, aSubjectKey, anEntitlement } from "#shared/testing/builders.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import { commitSubjects } from "./commit-subjects.ts";
import { loadSubjects } from "./load-subjects.ts";

const today = civilDate("2026-11-20");

let databases: Databases;
beforeAll(async () => {
  databases = await startDatabases();
});
afterAll(async () => databases.dispose());

/** Stores a subject with this one entitlement; gives what is loaded of it. */
async function loadedWith(more: Partial<Entitlement>) {
  const subjectKey = aSubjectKey();
  const changes = await decideOn(aState({ profile: emptyProfile(subjectKey, "person") }), today);
  await commitSubjects(
    databases.DB_0,
    [{ changes, mark: 0, blindIndexes: [subjectKey], isNew: true, stored: undefined }],
    today,
  );
  await upsert(
    databases.DB_0,
    entitlements,
    [entitlements.subjectKey, entitlements.policy, entitlements.period],
    JSON.stringify([toStored(anEntitlement({ subjectKey, version: 5, ...more }))]),
    sql`1`,
  ).run();
  const states = await loadSubjects(
    databases.DB_0,
    { by: "subjectKey", values: [subjectKey] },
    today,
  );
  return states.get(subjectKey);
}

it("what was fulfilled in the last 1,200 days is loaded, what was before is not", async () => {
  const fulfilled = { state: "fulfilled", instruction: "aax" } as const;
  const recent = await loadedWith({ ...fulfilled, judgedOn: addDays(today, -1200) });
  expect(recent?.entitlements).toHaveLength(1);
  const old = await loadedWith({ ...fulfilled, judgedOn: addDays(today, -1201) });
  expect(old?.entitlements).toEqual([]);
});

it("what is still alive is loaded however old it is", async () => {
  const state = await loadedWith({ state: "lapsed", judgedOn: civilDate("2020-01-01") });
  expect(state?.entitlements).toMatchObject([{ state: "lapsed" }]);
});

it.each(["once", "once:abcdefghijkl"])(
  "what is given once (%s) is loaded however long ago it was given, or it would be given again",
  async (period) => {
    const state = await loadedWith({
      state: "fulfilled",
      instruction: "aax",
      period,
      judgedOn: civilDate("2020-01-01"),
    });
    expect(state?.entitlements).toMatchObject([{ period, state: "fulfilled" }]);
  },
);

it("what is not loaded counts in the mark all the same", async () => {
  const state = await loadedWith({
    state: "fulfilled",
    instruction: "aax",
    judgedOn: civilDate("2020-01-01"),
  });
  expect(state?.mark).toBe(5);
});

it("an unknown subject is not in the answer", async () => {
  const selection = { by: "subjectKey", values: [aSubjectKey()] } as const;
  expect((await loadSubjects(databases.DB_0, selection, today)).size).toBe(0);
});
