import { sql } from "drizzle-orm";
import { entitlements } from "#shared/db/shard.schema.ts";
import { columnsOf, statement } from "#shared/db/statement.ts";
import type { ConfirmationKey } from "./confirmation.ts";

/** The statement that reads the entitlements that a confirmation is about: one period, or all of them. */
export function selectCovered(
  db: D1Database,
  { subjectKey, policy, scope }: ConfirmationKey,
): D1PreparedStatement {
  return statement(
    db,
    sql`SELECT ${columnsOf(entitlements)} FROM entitlements WHERE subject_key = ${subjectKey}
          AND policy = ${policy} AND (${scope} = '' OR period = ${scope}) ORDER BY period`,
  );
}

/**
 * The sum of the versions of a subject's entitlements and confirmations, as a statement. Versions only grow and rows
 * are never deleted, so an equal sum means that nothing has changed.
 */
export function selectMark(db: D1Database, subjectKey: string): D1PreparedStatement {
  return statement(db, sql`SELECT ${markOf(subjectKey)} AS mark`);
}

/** The statement that stops a batch unless the mark is still what it was. */
export function guardMark(db: D1Database, subjectKey: string, mark: number): D1PreparedStatement {
  return statement(
    db,
    sql`INSERT INTO guard (expected, actual, reason) SELECT CAST(${mark} AS INTEGER), ${markOf(subjectKey)}, 'mark'`,
  );
}

/** The statement that stops a batch unless the account on file is still the one that was read. */
export function guardAccount(
  db: D1Database,
  subjectKey: string,
  accountVersion: number,
): D1PreparedStatement {
  return statement(
    db,
    sql`INSERT INTO guard (expected, actual, reason) SELECT CAST(${accountVersion} AS INTEGER),
          (SELECT account_version FROM subjects WHERE subject_key = ${subjectKey}), 'account'`,
  );
}

const markOf = (subjectKey: string) =>
  sql`(SELECT coalesce(sum(version), 0) FROM entitlements WHERE subject_key = ${subjectKey})
    + (SELECT coalesce(sum(version), 0) FROM confirmations WHERE subject_key = ${subjectKey})`;

/** Whether a batch stopped at a guard: what it rested on has changed, and nothing of it was stored. */
export function isGuardError(error: unknown): boolean {
  return error instanceof Error && error.message.includes("guard: ");
}
