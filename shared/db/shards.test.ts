import { describe, expect, it } from "vitest";
import { bucketText, byShard, findShardOf, shardCount, shardOf } from "./shards.ts";

const buckets = Array.from({ length: 1024 }, (_, bucket) => bucket);

describe("buckets", () => {
  it("have 1,024 different texts of two base32 characters", () => {
    const texts = buckets.map(bucketText);
    expect(new Set(texts).size).toBe(1024);
    expect(texts.every((text) => /^[a-z2-7]{2}$/.test(text))).toBe(true);
    expect([texts[0], texts[1], texts[31], texts[32], texts[1023]]).toEqual([
      "aa",
      "ab",
      "a7",
      "ba",
      "77",
    ]);
  });

  it("lie on the shard that version 1 of the map says: even on 0, odd on 1", () => {
    for (const bucket of buckets) expect(shardOf(`${bucketText(bucket)}rest`)).toBe(bucket % 2);
  });

  it("spread over every shard there is", () => {
    expect(new Set(buckets.map((bucket) => shardOf(bucketText(bucket)))).size).toBe(shardCount);
  });
});

describe("an id that this house did not make", () => {
  it.each(["", "a", "A7xx", "1a", "a-", "aé"])("%j has no shard", (id) => {
    expect(findShardOf(id)).toBeUndefined();
    expect(() => shardOf(id)).toThrow(RangeError);
  });
});

describe("grouping by shard", () => {
  it("keeps every thing and its order", () => {
    const ids = ["aa1", "ab1", "aa2", "ad1", "ac1"];
    expect(byShard(ids, (id) => id)).toEqual([
      [0, ["aa1", "aa2", "ac1"]],
      [1, ["ab1", "ad1"]],
    ]);
  });

  it("gives no shard without things", () => {
    expect(byShard([], (id: string) => id)).toEqual([]);
  });
});
