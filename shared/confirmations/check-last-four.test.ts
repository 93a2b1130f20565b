import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { subjects } from "#shared/db/shard.schema.ts";
import { statement } from "#shared/db/statement.ts";
import { upsert } from "#shared/db/upsert.ts";
import { lastFourHash, readLastFour } from "#shared/subjects/last-four.ts";
import { storeOffer } from "#shared/testing/an-offer.ts";
import { aKey, aStoredSubject } from "#shared/testing/builders.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import { checkLastFour } from "./check-last-four.ts";
import type { Confirmation } from "./confirmation.ts";
import { findOffer } from "./find-offer.ts";

const key = aKey();
let databases: Databases;
let db: D1Database;
beforeAll(async () => {
  databases = await startDatabases();
  db = databases.DB_0;
});
afterAll(async () => databases.dispose());

/** An offer to somebody whose number ends with 003X. */
async function anOffer(onFile = true): Promise<Confirmation> {
  const offer = await storeOffer(db);
  const { subjectKey } = offer;
  const hash = onFile ? await lastFourHash(key, subjectKey, "003X") : null;
  const row = aStoredSubject({ subjectKey, accountVersion: 1, lastFourHash: hash });
  await upsert(db, subjects, [subjects.subjectKey], JSON.stringify([row]), sql`1`).run();
  return offer;
}

const check = (offer: Confirmation, lastFour: string) => checkLastFour(db, key, offer, lastFour);

describe("the last four of the number", () => {
  it("are right, however often, or wrong", async () => {
    const offer = await anOffer();
    expect(await check(offer, "0031")).toBe("wrong");
    expect(await check(offer, "003X")).toBe("right");
    expect(await check(offer, "003X")).toBe("right");
    expect(await findOffer(db, offer)).toBeDefined();
  });

  it("may be wrong five times; the sixth wrong answer kills the link, and then the right one is not looked at", async () => {
    const offer = await anOffer();
    for (let number = 1; number <= 5; number += 1) expect(await check(offer, "0031")).toBe("wrong");
    expect(await check(offer, "003X")).toBe("right");
    expect(await check(offer, "0031")).toBe("killed");
    expect(await findOffer(db, offer)).toBeUndefined();
    expect(await check(offer, "003X")).toBe("killed");
  });

  it("are looked at six times and no more, also when a hundred come at once", async () => {
    const offer = await anOffer();
    const answers = Array.from({ length: 100 }, (_, index) => String(index).padStart(4, "0"));
    const outcomes = await Promise.all(answers.map(async (answer) => check(offer, answer)));
    const counts = Map.groupBy(outcomes, (outcome) => outcome);
    expect([counts.get("wrong")?.length, counts.get("killed")?.length]).toEqual([5, 95]);
    const stored = await statement(
      db,
      sql`SELECT generation FROM confirmations WHERE subject_key = ${offer.subjectKey}`,
    ).first<number>("generation");
    expect(stored).toBe(offer.generation + 1);
  });

  it("are counted anew for the next link", async () => {
    const offer = await anOffer();
    for (let number = 1; number <= 6; number += 1) await check(offer, "0031");
    const next = { ...offer, generation: offer.generation + 1 };
    expect(await findOffer(db, next)).toBeDefined();
    expect(await check(next, "0031")).toBe("wrong");
    expect(await check(next, "003X")).toBe("right");
  });

  it("of one person are no other's, though they are the same", async () => {
    const [one, other] = [await anOffer(), await anOffer()];
    expect(await lastFourHash(key, one.subjectKey, "003X")).not.toBe(
      await lastFourHash(key, other.subjectKey, "003X"),
    );
    expect(await checkLastFour(db, aKey(), one, "003X")).toBe("wrong");
  });

  it("that are not on file cannot be checked, and nothing is counted", async () => {
    const offer = await anOffer(false);
    expect(await check(offer, "003X")).toBe("not-on-file");
    const { subjectKey } = offer;
    const rows = await statement(
      db,
      sql`SELECT count(*) AS n FROM wrong_answers WHERE subject_key = ${subjectKey}`,
    ).first<number>("n");
    expect(rows).toBe(0);
  });
});

describe("what people type", () => {
  it.each([
    ["003X", "003X"],
    ["003x", "003X"],
    [" 0 0 3 x ", "003X"],
    ["００３Ｘ", "003X"],
    ["1234", "1234"],
  ])("%j is read as %s", (typed, read) => expect(readLastFour(typed)).toBe(read));

  it.each(["", "003", "0003X", "X003", "00-3", "一二三四"])("%j can end no number", (typed) =>
    expect(readLastFour(typed)).toBeUndefined(),
  );
});
