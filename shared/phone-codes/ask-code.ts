import { sql } from "drizzle-orm";
import { phoneCodes } from "#shared/db/objections.schema.ts";
import { rowsOf, statement, targetsOf, valuesOf } from "#shared/db/statement.ts";
import { sendHints } from "#shared/outbox/send-hints.ts";
import { storeTasks } from "#shared/outbox/store-tasks.ts";
import { newTask } from "#shared/outbox/task.ts";
import type { QueueBindings } from "#shared/queues.ts";
import { randomId } from "#shared/sealing/digest.ts";
import { seal } from "#shared/sealing/seal.ts";
import {
  codeLifetimeSeconds,
  mostInOneDay,
  mostTries,
  pauseSeconds,
  phoneContext,
  type PhoneCode,
} from "./phone-code.ts";

const dayMilliseconds = 86_400_000;

/**
 * Has a code sent to a phone. One statement decides: at most one message a minute and five a day, however many ask at
 * once. A newer code takes the place of the one before.
 *
 * @returns false where it is too often
 */
export async function askCode(
  db: D1Database,
  queues: QueueBindings,
  objectorKey: string,
  { id, phone }: { readonly id: string; readonly phone: string },
  now: Date,
): Promise<boolean> {
  const at = now.getTime();
  const row: PhoneCode = {
    id,
    phoneSealed: await seal(objectorKey, phoneContext(id), phone),
    nonce: randomId(),
    codeHash: null,
    triesLeft: mostTries,
    askedAt: at,
    expiresAt: at + codeLifetimeSeconds * 1000,
    countedFrom: at,
    asked: 1,
  };
  const isNewDay = sql`phone_codes.counted_from <= ${at - dayMilliseconds}`;
  const task = newTask(
    {
      topic: "notify",
      kind: "phone-code",
      subjectKey: id,
      policy: "",
      reference: row.nonce,
      dueAt: now,
    },
    now,
  );
  const [stored] = await db.batch([
    statement(
      db,
      sql`INSERT INTO phone_codes (${targetsOf(phoneCodes)}) SELECT ${valuesOf(phoneCodes)}
          FROM json_each(${JSON.stringify([row])}) WHERE 1
          ON CONFLICT (id) DO UPDATE SET phone_sealed = excluded.phone_sealed, nonce = excluded.nonce, code_hash = NULL,
            tries_left = excluded.tries_left, asked_at = excluded.asked_at, expires_at = excluded.expires_at,
            counted_from = CASE WHEN ${isNewDay} THEN excluded.counted_from ELSE phone_codes.counted_from END,
            asked = CASE WHEN ${isNewDay} THEN 1 ELSE phone_codes.asked + 1 END
          WHERE phone_codes.asked_at <= ${at - pauseSeconds * 1000}
            AND (${isNewDay} OR phone_codes.asked < CAST(${mostInOneDay} AS INTEGER))
          RETURNING id`,
    ),
    storeTasks(
      db,
      [task],
      sql`EXISTS (SELECT 1 FROM phone_codes WHERE id = ${id} AND nonce = ${row.nonce})`,
    ),
    // Nobody's number is kept longer than it limits how often one asks.
    statement(
      db,
      sql`DELETE FROM phone_codes WHERE counted_from <= ${at - 2 * dayMilliseconds} AND expires_at <= ${at}`,
    ),
  ]);
  if (rowsOf(stored).length === 0) return false;
  await sendHints(queues, [task]);
  return true;
}
