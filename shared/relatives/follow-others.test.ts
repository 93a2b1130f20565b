import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { profiles } from "#shared/db/shard.schema.ts";
import { rowsOf, statement } from "#shared/db/statement.ts";
import { upsert } from "#shared/db/upsert.ts";
import type { FactValue } from "#shared/facts/dictionary.ts";
import { profileToStored } from "#shared/profiles/stored-profile.ts";
import { aProfile } from "#shared/testing/builders.ts";
import { countRows } from "#shared/testing/count-rows.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import { followOthers } from "./follow-others.ts";

let databases: Databases;
let db: D1Database;
beforeAll(async () => {
  databases = await startDatabases();
  db = databases.DB_0;
});
afterAll(async () => databases.dispose());

/** Stores a profile of version 1; gives its key. */
async function known(facts: Readonly<Record<string, FactValue>>): Promise<string> {
  const profile = aProfile(facts, { version: 0 });
  const row = profileToStored(profile, civilDate("2026-11-20"), "stamp");
  await upsert(db, profiles, [profiles.subjectKey], JSON.stringify([row]), sql`1`).run();
  return profile.subjectKey;
}

const wish = (otherKey: string, facts: string[], followerKey = "abparent") => ({
  otherKey,
  followerKey,
  facts,
});

async function followersOf(otherKey: string): Promise<unknown[]> {
  return rowsOf(
    await statement(
      db,
      sql`SELECT follower_key AS "followerKey", facts FROM followers WHERE subject_key = ${otherKey} ORDER BY 1`,
    ).all(),
  );
}

describe("following somebody", () => {
  it("tells the wished facts' timelines and the version, and nothing else", async () => {
    const child = await known({ birthDate: "2010-05-01", sex: "female" });
    const told = (await followOthers(db, [wish(child, ["birthDate", "deathDate"])])).get(child);
    expect(Object.keys(told?.sources ?? {})).toEqual(["birthDate"]);
    expect(told?.sources["birthDate"]?.[0]?.reports).toEqual([["2010-05-01", null]]);
    expect(told?.version).toBe(2);
  });

  it("tells every period of a fact", async () => {
    const firm = await known({ "insuredHeadcount@2025-12": 3, "insuredHeadcount@2024-12": 4 });
    const told = (await followOthers(db, [wish(firm, ["insuredHeadcount"])])).get(firm);
    expect(Object.keys(told?.sources ?? {}).toSorted()).toEqual([
      "insuredHeadcount@2024-12",
      "insuredHeadcount@2025-12",
    ]);
  });

  it("makes a decision lose that did not see the follower, and a repeated wish writes nothing", async () => {
    const child = await known({ birthDate: "2010-05-01" });
    const count = { written: 0, roundTrips: 0 };
    const counting = countRows(db, count);
    await followOthers(counting, [wish(child, ["birthDate"])]);
    expect(count).toEqual({ written: 2, roundTrips: 1 });
    const again = await followOthers(counting, [wish(child, ["birthDate"])]);
    expect(count).toEqual({ written: 2, roundTrips: 2 });
    expect(again.get(child)?.version).toBe(2);
  });

  it("adds what is wished later and forgets nothing that was wished before", async () => {
    const child = await known({ birthDate: "2010-05-01" });
    await followOthers(db, [wish(child, ["birthDate"])]);
    const told = await followOthers(db, [wish(child, ["deathDate"])]);
    expect(told.get(child)?.version).toBe(3);
    expect(await followersOf(child)).toEqual([
      { followerKey: "abparent", facts: '["birthDate","deathDate"]' },
    ]);
  });

  it("of two followers one at a time is remembered for itself", async () => {
    const [child, other] = [
      await known({ birthDate: "2010-05-01" }),
      await known({ birthDate: "2011-05-01" }),
    ];
    const told = await followOthers(db, [
      wish(child, ["birthDate"]),
      wish(child, ["sex"], "abfather"),
      wish(other, ["birthDate"]),
    ]);
    expect([...told.keys()].toSorted()).toEqual([child, other].toSorted());
    expect(told.get(child)?.version).toBe(2);
    expect(await followersOf(child)).toEqual([
      { followerKey: "abfather", facts: '["sex"]' },
      { followerKey: "abparent", facts: '["birthDate"]' },
    ]);
  });

  it("who is not there is not told of", async () => {
    expect((await followOthers(db, [wish("aanobody", ["sex"])])).size).toBe(0);
  });
});
