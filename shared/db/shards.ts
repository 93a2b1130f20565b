/**
 * Where a subject's state lies. A subject belongs to one of 1,024 buckets for ever; a versioned map says which shard
 * holds a bucket today, so that shards can be added by moving buckets.
 */
export interface Shards {
  readonly DB_0: D1Database;
  readonly DB_1: D1Database;
}

const alphabet = "abcdefghijklmnopqrstuvwxyz234567";

/** Version 1 of the map: even buckets on shard 0, odd ones on shard 1. */
const shardOfBucket = (bucket: number): number => bucket % 2;

export const shardCount = 2;

/** The two base32 characters (0 … 1,023) with which every id that leaves the house begins. */
export function bucketText(bucket: number): string {
  return alphabet.charAt(bucket >> 5) + alphabet.charAt(bucket & 31);
}

/** The shard of an id by its first two characters; undefined where they are not base32. */
export function findShardOf(id: string): number | undefined {
  const high = alphabet.indexOf(id.charAt(0));
  const low = alphabet.indexOf(id.charAt(1));
  if (id.length < 2 || high < 0 || low < 0) return undefined;
  return shardOfBucket(high * 32 + low);
}

/** The shard of an id that this house made. */
export function shardOf(id: string): number {
  const shard = findShardOf(id);
  if (shard === undefined) throw new RangeError("not an id of this house");
  return shard;
}

/** A key that lies on a shard and belongs to nobody: for tasks that are about the whole of it. */
export function keyOnShard(shard: number): string {
  for (let bucket = 0; bucket < 1024; bucket += 1) {
    if (shardOfBucket(bucket) === shard) return bucketText(bucket);
  }
  throw new RangeError(`no bucket lies on shard ${shard}`);
}

export function databaseOf(shards: Shards, shard: number): D1Database {
  switch (shard) {
    case 0:
      return shards.DB_0;
    case 1:
      return shards.DB_1;
    default:
      throw new RangeError(`there is no shard ${shard}`);
  }
}

/** Groups things by their shard: `[shard, things][]`, only shards that have any. */
export function byShard<Thing>(
  things: readonly Thing[],
  idOf: (thing: Thing) => string,
): [number, Thing[]][] {
  const groups = new Map<number, Thing[]>();
  for (const thing of things) {
    const shard = shardOf(idOf(thing));
    const group = groups.get(shard);
    if (group) group.push(thing);
    else groups.set(shard, [thing]);
  }
  return [...groups];
}
