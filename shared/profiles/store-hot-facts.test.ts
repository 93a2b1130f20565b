import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { aProfile } from "#shared/testing/builders.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import type { Profile } from "./profile.ts";
import { hotFactsOf, storeHotFacts } from "./store-hot-facts.ts";

let databases: Databases;
beforeAll(async () => {
  databases = await startDatabases();
});
afterAll(async () => databases.dispose());

const today = civilDate("2026-11-20");
const rowsOf = (profile: Profile) => JSON.stringify(hotFactsOf(profile, today));

async function store(profile: Profile, condition = sql`1`): Promise<number> {
  const result = await storeHotFacts(databases.DB_0, rowsOf(profile), condition).run();
  return result.meta.rows_written;
}

async function stored(): Promise<unknown> {
  return databases.DB_0.prepare(
    "SELECT birth_date, death_date, disability_grade, veteran FROM hot_facts",
  ).first();
}

describe("hot facts", () => {
  const profile = aProfile({ birthDate: "1950-01-01", veteran: true });

  it("are stored once, and no row is written while they stay as they are", async () => {
    expect(await store(profile)).toBe(1);
    const first = {
      birth_date: "1950-01-01",
      death_date: "none",
      disability_grade: -1,
      veteran: 1,
    };
    expect(await stored()).toEqual(first);
    expect(await store(profile)).toBe(0);
    const { sources } = aProfile({ sex: "female" });
    expect(await store({ ...profile, sources: { ...profile.sources, ...sources } })).toBe(0);
  });

  it("are written when one of them changes, to a conflict as well", async () => {
    const { deathDate } = aProfile({ deathDate: "2026-01-01" }).sources;
    if (deathDate?.[0] === undefined) throw new Error("nothing was reported");
    const reports = [...deathDate[0].reports, ["2026-01-02", null]] as const;
    const doubtful = {
      ...profile,
      sources: { ...profile.sources, deathDate: [{ ...deathDate[0], reports }] },
    };
    expect(await store(doubtful)).toBe(1);
    expect(await stored()).toMatchObject({ death_date: null, veteran: 1 });
    expect(await store(doubtful)).toBe(0);
  });

  it("are left alone where their profile was not committed", async () => {
    expect(await store(aProfile({ veteran: false }), sql`0`)).toBe(0);
  });

  it("are those of people", () => {
    expect(hotFactsOf(aProfile({}, { kind: "organisation" }), today)).toEqual([]);
  });
});
