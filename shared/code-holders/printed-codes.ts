import { sql } from "drizzle-orm";
import type { IssuedCode } from "#shared/codes/issue-code.ts";
import { databaseOf, shardOf, type Shards } from "#shared/db/shards.ts";
import { printedCodes } from "#shared/db/codes.schema.ts";
import { rowsOf, statement } from "#shared/db/statement.ts";

/** From this age on a person may carry a code on paper. */
export const printedFromYears = 60;

export interface NewPrintedCode {
  readonly subjectKey: string;
  readonly code: IssuedCode;
  /** The provider's opaque id of the clerk, or of the person. */
  readonly by: string;
  readonly way: (typeof printedCodes.$inferSelect)["way"];
}

/** A person carries this code from now on; the one before is good no longer. */
export async function recordPrintedCode(
  shards: Shards,
  { subjectKey, code: { nonce, issuedAt, validUntil }, by, way }: NewPrintedCode,
): Promise<void> {
  await statement(
    databaseOf(shards, shardOf(subjectKey)),
    sql`INSERT INTO ${printedCodes} (subject_key, nonce, issued_at, valid_until, issued_by, way, revoked_at)
        VALUES (${subjectKey}, ${nonce}, ${issuedAt.getTime()}, ${validUntil.getTime()}, ${by}, ${way}, NULL)
        ON CONFLICT (subject_key) DO UPDATE SET nonce = excluded.nonce, issued_at = excluded.issued_at,
          valid_until = excluded.valid_until, issued_by = excluded.issued_by, way = excluded.way, revoked_at = NULL`,
  ).run();
}

/** The code on paper is good no longer; whether there was one that was. */
export async function revokePrintedCode(
  shards: Shards,
  subjectKey: string,
  now: Date,
): Promise<boolean> {
  const revoked = await statement(
    databaseOf(shards, shardOf(subjectKey)),
    sql`UPDATE ${printedCodes} SET revoked_at = ${now.getTime()}
        WHERE subject_key = ${subjectKey} AND revoked_at IS NULL AND valid_until > ${now.getTime()}
        RETURNING subject_key`,
  ).all();
  return revoked.results.length > 0;
}

/** Until when the code that a person carries on paper is good; undefined where there is none. */
export async function findPrintedCode(
  shards: Shards,
  subjectKey: string,
  now: Date,
): Promise<{ readonly nonce: string; readonly validUntil: Date } | undefined> {
  const [found] = rowsOf<{ nonce: string; validUntil: number }>(
    await statement(
      databaseOf(shards, shardOf(subjectKey)),
      sql`SELECT nonce, valid_until AS "validUntil" FROM ${printedCodes}
          WHERE subject_key = ${subjectKey} AND revoked_at IS NULL AND valid_until > ${now.getTime()}`,
    ).all(),
  );
  return found === undefined
    ? undefined
    : { nonce: found.nonce, validUntil: new Date(found.validUntil) };
}

/**
 * Whether a printed code is the one that its holder carries now, and not one that was lost or replaced.
 *
 * @param subjectKey as the code has it: joins do not move these rows
 */
export async function isPrintedCodeGood(
  shards: Shards,
  subjectKey: string,
  nonce: string,
  now: Date,
): Promise<boolean> {
  return (await findPrintedCode(shards, subjectKey, now))?.nonce === nonce;
}
