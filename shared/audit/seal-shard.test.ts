import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { statement } from "#shared/db/statement.ts";
import { now } from "#shared/testing/builders.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import { chainEntry } from "./entry.ts";
import { findSealMarks } from "./find-seal-marks.ts";
import { merkleRoot } from "./merkle-root.ts";
import { markSeal, sealShard } from "./seal-shard.ts";
import { hashOfSeal, isBehind, type Seal } from "./seal.ts";

let databases: Databases;
beforeAll(async () => {
  databases = await startDatabases();
});
beforeEach(async () => databases.empty());
afterAll(async () => databases.dispose());

/** Appends an audit row; gives its hash. */
async function append(event: string): Promise<string> {
  const unchained = {
    entitlement: "aaone",
    number: 1,
    at: 1,
    actor: "system:test",
    event,
    path: "matched",
    amountFen: null,
    ruleVersion: "1",
    previous: "",
  };
  const entry = await chainEntry(unchained, "aasubject");
  await statement(
    databases.DB_0,
    sql`INSERT INTO audit (entitlement, number, at, actor, event, path, rule_version, previous, hash, subject_key)
        VALUES (${entry.entitlement}, 1, 1, ${entry.actor}, ${event}, 'matched', '1', '', ${entry.hash}, ${entry.subjectKey})`,
  ).run();
  return entry.hash;
}

async function seal(): Promise<Seal> {
  const made = await sealShard(databases.DB_0, await markOf(), now);
  if (made === undefined || made === "restored") throw new Error(`no seal: ${made}`);
  return made;
}

const markOf = async () => (await findSealMarks(databases.DB_CITY)).get(0);

describe("a seal", () => {
  it("covers the rows since the one before, and is chained to it", async () => {
    const first = [await append("one"), await append("two")];
    const one = await seal();
    const second = [await append("three")];
    const two = await seal();
    expect(one).toMatchObject({
      number: 1,
      fromSeq: 1,
      toSeq: 2,
      root: await merkleRoot(first),
      previous: "",
      sealedAt: now.getTime(),
    });
    expect(two).toMatchObject({
      number: 2,
      fromSeq: 3,
      toSeq: 3,
      root: await merkleRoot(second),
      previous: one.hash,
    });
    const { hash, ...fields } = two;
    expect(await hashOfSeal(fields)).toBe(hash);
  });

  it("is not made where there is nothing new", async () => {
    expect(await sealShard(databases.DB_0, undefined, now)).toBeUndefined();
    await append("one");
    const one = await seal();
    expect(await seal()).toEqual(one);
  });

  it("is made once by two sealers at once", async () => {
    await append("one");
    await Promise.all([1, 2, 3].map(async () => sealShard(databases.DB_0, undefined, now)));
    const { results } = await databases.DB_0.prepare("SELECT number FROM seals").all();
    expect(results).toEqual([{ number: 1 }]);
  });

  it("covers every row but once, however many seals there are", async () => {
    for (const event of ["one", "two", "three", "four"]) {
      await append(event);
      await seal();
    }
    const { results } = await databases.DB_0.prepare(
      "SELECT from_seq, to_seq FROM seals ORDER BY number",
    ).all<{ from_seq: number; to_seq: number }>();
    expect(results.map(({ from_seq, to_seq }) => [from_seq, to_seq])).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
      [4, 4],
    ]);
  });
});

describe("the mark of a shard", () => {
  it("only moves forward", async () => {
    await append("one");
    const one = await seal();
    await append("two");
    const two = await seal();
    await markSeal(databases.DB_CITY, 0, two);
    await markSeal(databases.DB_CITY, 0, one);
    expect(await markOf()).toEqual({
      shard: 0,
      number: 2,
      hash: two.hash,
      sealedAt: two.sealedAt,
    });
  });
});

describe("a restored shard", () => {
  it("that lacks the seal which the city remembers is recognised and not sealed further", async () => {
    await append("one");
    const one = await seal();
    const lost = { ...one, number: 2, hash: "made after the copy" };
    await markSeal(databases.DB_CITY, 0, lost);
    await append("after the restore");
    expect(await sealShard(databases.DB_0, await markOf(), now)).toBe("restored");
    const { results } = await databases.DB_0.prepare("SELECT number FROM seals").all();
    expect(results).toEqual([{ number: 1 }]);
  });

  it("that was forked is recognised by the hash, though it has as many seals", async () => {
    await append("one");
    await markSeal(databases.DB_CITY, 0, { ...(await seal()), hash: "of the other branch" });
    expect(await sealShard(databases.DB_0, await markOf(), now)).toBe("restored");
  });

  it("that is empty is recognised", () => {
    expect(isBehind([], { shard: 0, number: 1, hash: "x", sealedAt: 1 })).toBe(true);
    expect(isBehind([], undefined)).toBe(false);
  });

  it("is none when it has sealed further than the city remembers", async () => {
    await append("one");
    await markSeal(databases.DB_CITY, 0, await seal());
    await append("two");
    await seal();
    await append("three");
    expect(await seal()).toMatchObject({ number: 3 });
  });
});

describe("audit rows and seals", () => {
  it.each([
    "UPDATE audit SET amount_fen = 1",
    "DELETE FROM audit",
    "UPDATE seals SET root = ''",
    "DELETE FROM seals",
  ])("refuse %s", async (text) => {
    await append("one");
    await seal();
    await expect(databases.DB_0.prepare(text).run()).rejects.toThrow(/are not (changed|deleted)/);
  });
});
