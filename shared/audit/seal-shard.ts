import { sql } from "drizzle-orm";
import { seals } from "#shared/db/shard.schema.ts";
import { rowsOf, statement, targetsOf, valuesOf } from "#shared/db/statement.ts";
import type { SealMark } from "./find-seal-marks.ts";
import { merkleRoot } from "./merkle-root.ts";
import { hashOfSeal, isBehind, type Seal, selectNewestSeals } from "./seal.ts";

/** The most audit rows under one seal; the rest is sealed by the next. */
const mostRows = 5000;

/**
 * Seals the audit rows that no seal covers yet: a Merkle root over their hashes, chained to the seal before. Two
 * sealers at once make one seal: the number is the key. A shard that lacks the seal which the city remembers was
 * restored or forked: it is not sealed further, or it would grow past its mark and look whole again.
 *
 * @returns "restored", the newest seal, or undefined where there is none
 */
export async function sealShard(
  db: D1Database,
  mark: SealMark | undefined,
  now: Date,
): Promise<Seal | "restored" | undefined> {
  const [lastRows, entryRows] = await db.batch([
    selectNewestSeals(db),
    statement(
      db,
      sql`SELECT seq, hash FROM audit WHERE seq > (SELECT coalesce(max(to_seq), 0) FROM seals) ORDER BY seq LIMIT ${mostRows}`,
    ),
  ]);
  const newest = rowsOf<Seal>(lastRows);
  if (isBehind(newest, mark)) return "restored";
  const [last] = newest;
  const entries = rowsOf<{ seq: number; hash: string }>(entryRows);
  const [first] = entries;
  const end = entries.at(-1);
  if (first === undefined || end === undefined) return last;
  const unhashed = {
    number: (last?.number ?? 0) + 1,
    fromSeq: first.seq,
    toSeq: end.seq,
    root: await merkleRoot(entries.map(({ hash }) => hash)),
    previous: last?.hash ?? "",
    sealedAt: now.getTime(),
  };
  const seal: Seal = { ...unhashed, hash: await hashOfSeal(unhashed) };
  const stored = await statement(
    db,
    sql`INSERT INTO seals (${targetsOf(seals)}) SELECT ${valuesOf(seals)} FROM json_each(${JSON.stringify([seal])})
        WHERE 1 ON CONFLICT DO NOTHING RETURNING number`,
  ).all();
  return stored.results.length === 0 ? last : seal;
}

/** Keeps the newest seal of a shard in the city; the mark only ever moves forward. */
export async function markSeal(city: D1Database, shard: number, seal: Seal): Promise<void> {
  await statement(
    city,
    sql`INSERT INTO seal_marks (shard, number, hash, sealed_at) VALUES (${shard}, ${seal.number}, ${seal.hash}, ${seal.sealedAt})
        ON CONFLICT (shard) DO UPDATE SET number = excluded.number, hash = excluded.hash, sealed_at = excluded.sealed_at
        WHERE excluded.number > seal_marks.number`,
  ).run();
}
