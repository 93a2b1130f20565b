import { sql } from "drizzle-orm";
import { rowsOf, statement } from "#shared/db/statement.ts";
import { lastFourHash } from "#shared/subjects/last-four.ts";
import type { OfferReference } from "./find-offer.ts";

/** As many wrong answers kill a link. */
const mostWrongAnswers = 6;

export type LastFourAnswer =
  | "right"
  | "wrong"
  /** Too many were wrong: the link is dead, and a reminder brings another. */
  | "killed"
  /** The subject came before there was such a check: it must sign in. */
  | "not-on-file";

/**
 * Holds an answer against the number on file and counts it, in one batch: of any number that come at once, six wrong ones
 * are looked at and no more. The last of them gives the offer a new generation, to which the old link does not lead.
 *
 * @param lastFour as `readLastFour` gives it
 */
export async function checkLastFour(
  db: D1Database,
  lastFourKey: string,
  { subjectKey, policy, commitment, scope, generation }: OfferReference,
  lastFour: string,
): Promise<LastFourAnswer> {
  const hash = await lastFourHash(lastFourKey, subjectKey, lastFour);
  const ofOffer = sql`subject_key = ${subjectKey} AND policy = ${policy} AND commitment = ${commitment}
    AND scope = ${scope} AND generation = ${generation}`;
  const [onFileRows, countedRows] = await db.batch([
    statement(
      db,
      sql`SELECT last_four_hash = ${hash} AS "isRight" FROM subjects
          WHERE subject_key = ${subjectKey} AND last_four_hash IS NOT NULL`,
    ),
    statement(
      db,
      sql`INSERT INTO wrong_answers (subject_key, policy, commitment, scope, generation, count)
          SELECT ${subjectKey}, ${policy}, ${commitment}, ${scope}, CAST(${generation} AS INTEGER), last_four_hash <> ${hash}
          FROM subjects WHERE subject_key = ${subjectKey} AND last_four_hash IS NOT NULL
          ON CONFLICT DO UPDATE SET count = count + excluded.count
          WHERE count < CAST(${mostWrongAnswers} AS INTEGER) RETURNING count`,
    ),
    statement(
      db,
      sql`UPDATE confirmations SET generation = generation + 1, version = version + 1 WHERE ${ofOffer}
          AND EXISTS (SELECT 1 FROM wrong_answers WHERE ${ofOffer} AND count >= CAST(${mostWrongAnswers} AS INTEGER))`,
    ),
  ]);
  const onFile = rowsOf<{ isRight: number }>(onFileRows)[0];
  if (onFile === undefined) return "not-on-file";
  const counted = rowsOf<{ count: number }>(countedRows)[0];
  // Whoever comes after the sixth is not even looked at.
  if (counted === undefined) return "killed";
  if (onFile.isRight === 1) return "right";
  return counted.count >= mostWrongAnswers ? "killed" : "wrong";
}
