import { sql } from "drizzle-orm";
import { type Adjustment, adjustmentIn } from "#shared/adjustments/adjustment.ts";
import {
  besideConfirmation,
  type Confirmation,
  keyOf,
} from "#shared/confirmations/confirmation.ts";
import { confirmations, instructions, subjects } from "#shared/db/shard.schema.ts";
import { adjustments } from "#shared/db/adjustments.schema.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import type { Instruction } from "#shared/instructions/instruction.ts";
import type { Objection } from "#shared/objections/objection.ts";
import type { PhoneCode } from "#shared/phone-codes/phone-code.ts";
import { objections, phoneCodes } from "#shared/db/objections.schema.ts";
import type { Task } from "#shared/outbox/task.ts";
import type { StoredSubject } from "#shared/subjects/contact.ts";

interface PeriodAmount {
  subjectKey: string;
  policy: string;
  scope: string;
  amountFen: number | null;
}

/** What messages of one shard are about, in one round trip. */
export interface NoticeMatters {
  readonly subjects: ReadonlyMap<string, StoredSubject>;
  readonly confirmations: readonly Confirmation[];
  readonly instructions: ReadonlyMap<string, Instruction>;
  /** By id. */
  readonly adjustments: ReadonlyMap<string, Adjustment>;
  /** By the reference of the task: the objection's id comes first in it. */
  readonly objections: ReadonlyMap<string, Objection>;
  /** By the id that the task stands under. */
  readonly phoneCodes: ReadonlyMap<string, PhoneCode>;
  /** Whose messages may be answered by a text message. */
  readonly repliers: ReadonlySet<string>;
  /** The amount of one period, by "subject policy period"; the newest one's by "subject policy ". */
  readonly amounts: ReadonlyMap<string, number | null>;
}

export async function loadNoticeMatters(
  db: D1Database,
  tasks: readonly Task[],
): Promise<NoticeMatters> {
  const set = JSON.stringify(
    tasks.map(({ subjectKey, policy, reference }) => [subjectKey, policy, reference]),
  );
  const scopes = JSON.stringify(
    tasks.map(keyOf).map(({ subjectKey, policy, scope }) => [subjectKey, policy, scope]),
  );
  const pairs = sql`(SELECT value ->> 0, value ->> 1 FROM json_each(${set}))`;
  const [subjectRows, confirmationRows, instructionRows, adjustmentRows, amountRows, ...further] =
    await db.batch([
      statement(
        db,
        sql`SELECT ${columnsOf(subjects)} FROM subjects WHERE subject_key IN (SELECT value ->> 0 FROM json_each(${set}))`,
      ),
      statement(
        db,
        sql`SELECT ${columnsOf(confirmations, besideConfirmation)} FROM confirmations WHERE (subject_key, policy) IN ${pairs}`,
      ),
      statement(
        db,
        sql`SELECT ${columnsOf(instructions)} FROM instructions
          WHERE end_to_end_id IN (SELECT value ->> 2 FROM json_each(${set}))`,
      ),
      statement(
        db,
        sql`SELECT ${columnsOf(adjustments)} FROM adjustments
          WHERE id IN (SELECT value FROM json_each(${JSON.stringify(tasks.map(adjustmentIn))}))`,
      ),
      statement(
        db,
        sql`SELECT subject_key AS "subjectKey", policy, '' AS scope, amount_fen AS "amountFen", max(period)
          FROM entitlements WHERE (subject_key, policy) IN ${pairs} AND state <> 'terminated'
          GROUP BY subject_key, policy
          UNION ALL SELECT subject_key, policy, period, amount_fen, period
          FROM entitlements WHERE state <> 'terminated' AND (subject_key, policy, period) IN (SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(${scopes}))`,
      ),
      statement(
        db,
        sql`SELECT ${columnsOf(objections)} FROM objections WHERE id IN (SELECT substr(value ->> 2, 1, 28) FROM json_each(${set}))`,
      ),
      statement(
        db,
        sql`SELECT ${columnsOf(phoneCodes)} FROM phone_codes WHERE id IN (SELECT value ->> 0 FROM json_each(${set}))`,
      ),
      statement(
        db,
        sql`SELECT subject_key AS "subjectKey" FROM sms_repliers WHERE subject_key IN (SELECT value ->> 0 FROM json_each(${set}))`,
      ),
    ]);
  const [objectionRows, codeRows, replierRows] = further;
  return {
    repliers: new Set(
      rowsOf<{ subjectKey: string }>(replierRows).map(({ subjectKey }) => subjectKey),
    ),
    objections: new Map(rowsOf<Objection>(objectionRows).map((row) => [row.id, row])),
    phoneCodes: new Map(rowsOf<PhoneCode>(codeRows).map((row) => [row.id, row])),
    subjects: new Map(rowsOf<StoredSubject>(subjectRows).map((row) => [row.subjectKey, row])),
    confirmations: rowsOf<Confirmation>(confirmationRows),
    instructions: new Map(rowsOf<Instruction>(instructionRows).map((row) => [row.endToEndId, row])),
    adjustments: new Map(rowsOf<Adjustment>(adjustmentRows).map((row) => [row.id, row])),
    amounts: new Map(
      rowsOf<PeriodAmount>(amountRows).map(({ subjectKey, policy, scope, amountFen }) => [
        `${subjectKey} ${policy} ${scope}`,
        amountFen,
      ]),
    ),
  };
}
