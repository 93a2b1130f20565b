import { sql } from "drizzle-orm";
import { links, notices } from "#shared/db/shard.schema.ts";
import { statement, targetsOf, valuesOf } from "#shared/db/statement.ts";

export type Notice = typeof notices.$inferSelect;
export type Link = typeof links.$inferSelect;

/** A message as it is sent: nobody has said yet what became of it. */
export function newNotice(
  notice: Omit<Notice, "first" | "receipt" | "receiptAt" | "receiptReason" | "reports"> &
    Partial<Pick<Notice, "first">>,
): Notice {
  return {
    first: "",
    ...notice,
    receipt: null,
    receiptAt: null,
    receiptReason: null,
    reports: "[]",
  };
}

/** The statement that records a message which the gateway has received; the same message again changes nothing. */
export function storeNotice(db: D1Database, notice: Notice): D1PreparedStatement {
  return statement(
    db,
    sql`INSERT INTO notices (${targetsOf(notices)}) SELECT ${valuesOf(notices)}
        FROM json_each(${JSON.stringify([notice])}) WHERE 1 ON CONFLICT DO NOTHING`,
  );
}

/**
 * Says beforehand that a message is being sent where the receiver knows no repetition: whoever comes later, after a
 * crash or an answer that was lost, must not send it again. False where somebody has said so already.
 */
export async function claimNotice(db: D1Database, notice: Notice): Promise<boolean> {
  const { results } = await statement(
    db,
    sql`INSERT INTO notices (${targetsOf(notices)}) SELECT ${valuesOf(notices)}
        FROM json_each(${JSON.stringify([notice])}) WHERE 1 ON CONFLICT DO NOTHING RETURNING id`,
  ).all();
  return results.length > 0;
}

/** Takes a claim back: the message has surely not been sent. */
export async function releaseNotice(db: D1Database, id: string): Promise<void> {
  await statement(db, sql`DELETE FROM notices WHERE id = ${id}`).run();
}

/** The provider will never send it. */
export async function rejectNotice(
  db: D1Database,
  id: string,
  because: string,
  now: Date,
): Promise<void> {
  await statement(
    db,
    sql`UPDATE notices SET receipt = 'rejected', receipt_at = CAST(${now.getTime()} AS INTEGER), receipt_reason = ${because}
        WHERE id = ${id} AND receipt IS NULL`,
  ).run();
}

/** Makes links valid, before the messages that carry them leave. */
export async function storeLinks(db: D1Database, rows: readonly Link[]): Promise<void> {
  if (rows.length === 0) return;
  await statement(
    db,
    sql`INSERT INTO links (${targetsOf(links)}) SELECT ${valuesOf(links)}
        FROM json_each(${JSON.stringify(rows)}) WHERE 1 ON CONFLICT DO NOTHING`,
  ).run();
}
