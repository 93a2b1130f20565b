import { sql } from "drizzle-orm";
import * as fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { addDays, civilDate } from "#shared/calendar/civil-date.ts";
import { statement } from "#shared/db/statement.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import { type Claim, claimReleases } from "./claim-releases.ts";

const day = civilDate("2026-11-20");
const department = "civil-affairs";
const policy = "senior-comprehensive-allowance";

let databases: Databases;
let city: D1Database;
beforeAll(async () => {
  databases = await startDatabases();
  city = databases.DB_CITY;
});
beforeEach(async () => {
  await city.batch(
    ["authorisations", "releases", "signed_releases"].map((one) =>
      city.prepare(`DELETE FROM ${one}`),
    ),
  );
});
afterAll(async () => databases.dispose());

const aClaim = (endToEndId: string, amountFen = 100): Claim => ({
  endToEndId,
  department,
  policy,
  amountFen,
});

async function authorise(id: string, capFen: number, more: Partial<Record<string, string>> = {}) {
  const { from = "2026-01-01", until = "2026-12-31", by = department, of = policy } = more;
  await statement(
    city,
    sql`INSERT INTO authorisations (id, department, policy, daily_cap_fen, valid_from, valid_until)
        VALUES (${id}, ${by}, ${of}, CAST(${capFen} AS INTEGER), ${from}, ${until})`,
  ).run();
}

async function sign(endToEndId: string, amountFen: number, of = policy) {
  await statement(
    city,
    sql`INSERT INTO signed_releases (end_to_end_id, policy, proposal, amount_fen)
        VALUES (${endToEndId}, ${of}, 'two-persons', CAST(${amountFen} AS INTEGER))`,
  ).run();
}

/** What became of claims: the ground, or why not. */
async function claim(claims: readonly Claim[], on = day): Promise<Record<string, string>> {
  const releases = await claimReleases(city, claims, on);
  return Object.fromEntries(
    [...releases].map(([id, one]) => [id, one.granted ? one.ground : one.because]),
  );
}

async function releasedFen(on = day): Promise<number | null> {
  return statement(
    city,
    sql`SELECT coalesce(sum(amount_fen), 0) AS fen FROM releases WHERE day = ${on}`,
  ).first<number>("fen");
}

describe("under an authorisation", () => {
  it("money is released until the cap of the day is reached, first come, first served", async () => {
    await authorise("one", 250);
    expect(await claim([aClaim("a"), aClaim("b"), aClaim("c")])).toEqual({
      a: "authorisation:one",
      b: "authorisation:one",
      c: "daily-cap",
    });
    expect(await releasedFen()).toBe(200);
  });

  it("the cap itself may be reached, and not be passed by a fen", async () => {
    await authorise("one", 200);
    expect(await claim([aClaim("a"), aClaim("b")])).toMatchObject({ b: "authorisation:one" });
    expect(await claim([aClaim("c", 1)])).toEqual({ c: "daily-cap" });
  });

  it("the next day continues with a cap of its own", async () => {
    await authorise("one", 100);
    await claim([aClaim("a")]);
    expect(await claim([aClaim("b")])).toEqual({ b: "daily-cap" });
    expect(await claim([aClaim("b")], addDays(day, 1))).toEqual({ b: "authorisation:one" });
  });

  it("a repetition is granted again and claims nothing more", async () => {
    await authorise("one", 100);
    await claim([aClaim("a")]);
    expect(await claim([aClaim("a")])).toEqual({ a: "authorisation:one" });
    expect(await claim([aClaim("a"), aClaim("a")])).toEqual({ a: "authorisation:one" });
    expect(await releasedFen()).toBe(100);
  });

  it("a repetition behind a newcomer keeps what it has: the newcomer does not push the day over its cap", async () => {
    await authorise("one", 100);
    await claim([aClaim("a")]);
    expect(await claim([aClaim("b"), aClaim("a")])).toEqual({
      a: "authorisation:one",
      b: "daily-cap",
    });
    expect(await releasedFen()).toBe(100);
  });

  it("the cap is never passed by many who claim at once", async () => {
    await authorise("one", 1000);
    const batches = Array.from({ length: 8 }, (_, batch) =>
      Array.from({ length: 5 }, (__, n) => aClaim(`${batch}-${n}`, 70)),
    );
    const granted = (await Promise.all(batches.map(async (claims) => claim(claims))))
      .flatMap((one) => Object.values(one))
      .filter((one) => one !== "daily-cap");
    expect(granted).toHaveLength(14);
    expect(await releasedFen()).toBe(14 * 70);
  });

  it("a repeated claim of another amount counts with that amount", async () => {
    await authorise("one", 200);
    await claim([aClaim("a", 50)]);
    expect(await claim([aClaim("a", 150)])).toEqual({ a: "authorisation:one" });
    expect(await releasedFen()).toBe(150);
    expect(await claim([aClaim("b")])).toEqual({ b: "daily-cap" });
  });

  it("the same payment claimed twice in one batch counts once", async () => {
    await authorise("one", 200);
    expect(await claim([aClaim("a"), aClaim("a"), aClaim("b")])).toEqual({
      a: "authorisation:one",
      b: "authorisation:one",
    });
  });

  it("a repeated claim that has outgrown the cap still counts with what it claimed", async () => {
    await authorise("one", 200);
    await claim([aClaim("a", 150)]);
    expect(await claim([aClaim("a", 250), aClaim("b")])).toEqual({
      a: "release-missing",
      b: "daily-cap",
    });
    expect(await releasedFen()).toBe(150);
  });

  it("the cap is never passed, whatever is claimed and claimed again", async () => {
    const someClaims = fc.array(
      fc.record({
        endToEndId: fc.constantFrom("a", "b", "c", "d"),
        amountFen: fc.integer({ min: 1, max: 130 }),
      }),
      { maxLength: 4 },
    );
    await authorise("one", 200);
    await fc.assert(
      fc.asyncProperty(fc.array(someClaims, { maxLength: 4 }), async (batches) => {
        await city.prepare("DELETE FROM releases").run();
        for (const batch of batches) {
          await claim(batch.map(({ endToEndId, amountFen }) => aClaim(endToEndId, amountFen)));
          expect(await releasedFen()).toBeLessThanOrEqual(200);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("a claim that fits no day's cap waits for two persons and holds up nobody", async () => {
    await authorise("one", 250);
    expect(await claim([aClaim("large", 251), aClaim("a")])).toEqual({
      large: "release-missing",
      a: "authorisation:one",
    });
  });
});

describe("without an authorisation", () => {
  it("money waits for two persons", async () => {
    expect(await claim([aClaim("a")])).toEqual({ a: "release-missing" });
    expect(await releasedFen()).toBe(0);
  });

  it.each([
    ["of another department", { by: "human-resources" }],
    ["of another policy", { of: "disability-living-allowance" }],
    ["that begins tomorrow", { from: "2026-11-21" }],
    ["that ended yesterday", { until: "2026-11-19" }],
  ])("one %s is none", async (_, more) => {
    await authorise("one", 1000, more);
    expect(await claim([aClaim("a")])).toEqual({ a: "release-missing" });
  });

  it("the first and the last day of validity count", async () => {
    await authorise("one", 1000, { from: "2026-11-20", until: "2026-11-20" });
    expect(await claim([aClaim("a")])).toEqual({ a: "authorisation:one" });
  });
});

describe("a release that two persons signed", () => {
  it("bypasses the cap and uses none of it", async () => {
    await authorise("one", 100);
    await sign("large", 5000);
    expect(await claim([aClaim("large", 5000), aClaim("a")])).toEqual({
      large: "proposal:two-persons",
      a: "authorisation:one",
    });
    expect(await releasedFen()).toBe(100);
  });

  it("holds only up to its amount", async () => {
    await sign("a", 100);
    expect(await claim([aClaim("a", 100)])).toEqual({ a: "proposal:two-persons" });
    expect(await claim([aClaim("a", 101)])).toEqual({ a: "release-missing" });
  });

  it("is for its own policy alone", async () => {
    await sign("a", 100, "disability-living-allowance");
    expect(await claim([aClaim("a")])).toEqual({ a: "release-missing" });
  });

  it("is for its own payment alone", async () => {
    await sign("a", 100);
    expect(await claim([aClaim("b")])).toEqual({ b: "release-missing" });
  });
});

describe("no claims", () => {
  it("release nothing", async () => {
    expect(await claim([])).toEqual({});
  });
});
