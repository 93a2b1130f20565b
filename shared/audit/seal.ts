import { sql } from "drizzle-orm";
import { seals } from "#shared/db/shard.schema.ts";
import { columnsOf, statement } from "#shared/db/statement.ts";
import { digestText } from "#shared/sealing/digest.ts";
import type { SealMark } from "./find-seal-marks.ts";

/** A seal over consecutive audit rows of a shard, chained to the seal before. */
export type Seal = typeof seals.$inferSelect;

/** The hash of a seal over its own fields, the previous seal's hash included. */
export async function hashOfSeal(seal: Omit<Seal, "hash">): Promise<string> {
  return digestText(
    JSON.stringify([
      seal.number,
      seal.fromSeq,
      seal.toSeq,
      seal.root,
      seal.previous,
      seal.sealedAt,
    ]),
  );
}

/** The statement that reads the newest seals of a shard, the newest first. */
export function selectNewestSeals(db: D1Database): D1PreparedStatement {
  return statement(db, sql`SELECT ${columnsOf(seals)} FROM seals ORDER BY number DESC LIMIT 60`);
}

/**
 * Whether a shard lacks the seal that the city remembers: then it was restored from an older copy or forked, and
 * nothing may be paid from it. Read the mark before the seals, or a seal made in between looks like one missing.
 */
export function isBehind(newest: readonly Seal[], mark: SealMark | undefined): boolean {
  if (mark === undefined) return false;
  return !newest.some(({ number, hash }) => number === mark.number && hash === mark.hash);
}
