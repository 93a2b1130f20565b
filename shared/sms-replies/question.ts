import { sql } from "drizzle-orm";
import type { ConfirmationKey } from "#shared/confirmations/confirmation.ts";
import { smsQuestions } from "#shared/db/sms-replies.schema.ts";
import { databaseOf, shardOf, type Shards } from "#shared/db/shards.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";

/** An offer that a text message asked about, and under which number. */
export type Question = typeof smsQuestions.$inferSelect;

/** What is asked, of which phone. */
export interface Asking extends ConfirmationKey {
  readonly phoneIndex: string;
  readonly generation: number;
  readonly accountVersion: number;
  readonly phoneDigest: string;
  readonly notice: string;
}

/**
 * Makes a question valid before the message leaves, and gives its number: the next that this phone has never seen, or the
 * one that it knows for this offer. Undefined where a phone has seen them all: then the message carries a link.
 */
export async function askBySms(
  shards: Shards,
  asking: Asking,
  now: Date,
): Promise<number | undefined> {
  const { phoneIndex, subjectKey, policy, commitment, scope } = asking;
  const { generation, accountVersion, phoneDigest, notice } = asking;
  const number = await statement(
    databaseOf(shards, shardOf(phoneIndex)),
    sql`INSERT INTO sms_questions (phone_index, number, subject_key, policy, commitment, scope, generation,
          account_version, phone_digest, notice, asked_at)
        SELECT ${phoneIndex}, seen.most + 1, ${subjectKey}, ${policy}, ${commitment}, ${scope},
          CAST(${generation} AS INTEGER), CAST(${accountVersion} AS INTEGER), ${phoneDigest}, ${notice},
          CAST(${now.getTime()} AS INTEGER)
        FROM (SELECT coalesce(max(number), 0) AS most FROM sms_questions WHERE phone_index = ${phoneIndex}) AS seen
        WHERE seen.most < 99 OR EXISTS (SELECT 1 FROM sms_questions WHERE phone_index = ${phoneIndex}
          AND subject_key = ${subjectKey} AND policy = ${policy} AND commitment = ${commitment} AND scope = ${scope})
        ON CONFLICT (phone_index, subject_key, policy, commitment, scope) DO UPDATE SET
          generation = excluded.generation, account_version = excluded.account_version,
          phone_digest = excluded.phone_digest, notice = excluded.notice, asked_at = excluded.asked_at
        RETURNING number`,
  ).first<number>("number");
  return number ?? undefined;
}

/** The questions that were asked of a phone, the newest first; as many as anybody can keep apart. */
export async function listQuestions(db: D1Database, phoneIndex: string): Promise<Question[]> {
  const result = await statement(
    db,
    sql`SELECT ${columnsOf(smsQuestions)} FROM sms_questions WHERE phone_index = ${phoneIndex}
        ORDER BY number DESC LIMIT 20`,
  ).all();
  return rowsOf<Question>(result);
}
