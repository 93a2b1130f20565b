import { describe, expect, it } from "vitest";
import { findShardOf } from "#shared/db/shards.ts";
import { aKey } from "#shared/testing/builders.ts";
import { indexesOf, newSubjectKey } from "./indexes.ts";

const [first, second] = [aKey(), aKey()];
const ROUTING_KEY = aKey();
const keys = { ROUTING_KEY, BLIND_INDEX_KEYS: JSON.stringify({ 1: first }) };
const subject = { kind: "person", idType: "resident-id", id: "310101195506100018" } as const;

describe("the indexes of a subject", () => {
  it("are the same each time, and hold nothing of the number", async () => {
    const { bucket, blindIndexes } = await indexesOf(keys, subject);
    expect(await indexesOf(keys, subject)).toEqual({ bucket, blindIndexes });
    expect(bucket).toMatch(/^[a-z2-7]{2}$/);
    expect(blindIndexes).toHaveLength(1);
    expect(blindIndexes[0]).toMatch(/^1:[a-z2-7]{52}$/);
  });

  it("differ by number, by type and by key", async () => {
    const all = await Promise.all([
      indexesOf(keys, subject),
      indexesOf(keys, { ...subject, id: "310101195506100026" }),
      indexesOf(keys, { ...subject, idType: "hmt-residence-permit" }),
      indexesOf({ ...keys, BLIND_INDEX_KEYS: JSON.stringify({ 1: second }) }, subject),
    ]);
    expect(new Set(all.map(({ blindIndexes }) => blindIndexes[0])).size).toBe(all.length);
  });

  it("survive the rotation of the blind index's key: the newest first, the old one still found, the bucket unmoved", async () => {
    const before = await indexesOf(keys, subject);
    const BLIND_INDEX_KEYS = JSON.stringify({ 1: first, 10: second });
    const after = await indexesOf({ ROUTING_KEY, BLIND_INDEX_KEYS }, subject);
    expect(after.bucket).toBe(before.bucket);
    expect(after.blindIndexes.map((one) => one.split(":")[0])).toEqual(["10", "1"]);
    expect(after.blindIndexes[1]).toBe(before.blindIndexes[0]);
  });

  it("cannot be made without a key", async () => {
    await expect(indexesOf({ ROUTING_KEY, BLIND_INDEX_KEYS: "{}" }, subject)).rejects.toThrow(
      "holds no key",
    );
  });

  it("spread subjects over the buckets of every shard", async () => {
    const all = await Promise.all(
      Array.from({ length: 64 }, async (_, n) => indexesOf(keys, { ...subject, id: `${n}` })),
    );
    expect(new Set(all.map(({ bucket }) => findShardOf(bucket))).size).toBe(2);
    expect(new Set(all.map(({ bucket }) => bucket)).size).toBeGreaterThan(40);
  });
});

it("a new subject's key begins with its bucket and is never the same", () => {
  expect(newSubjectKey("qx")).toMatch(/^qx[a-z2-7]{26}$/);
  expect(newSubjectKey("qx")).not.toBe(newSubjectKey("qx"));
});
