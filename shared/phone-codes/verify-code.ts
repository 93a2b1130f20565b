import { sql } from "drizzle-orm";
import { rowsOf, statement } from "#shared/db/statement.ts";
import { hashOfDigits } from "./phone-code.ts";

/**
 * Whether the digits are those that were sent to the phone. One statement counts the try and uses the code up: five wrong
 * ones at once are five tries, and a right one counts once.
 */
export async function verifyCode(
  db: D1Database,
  objectorKey: string,
  { id, digits }: { readonly id: string; readonly digits: string },
  now: Date,
): Promise<boolean> {
  const hash = await hashOfDigits(objectorKey, id, digits);
  const result = await statement(
    db,
    sql`UPDATE phone_codes SET tries_left = tries_left - 1,
          nonce = CASE WHEN code_hash = ${hash} THEN '' ELSE nonce END,
          code_hash = CASE WHEN code_hash = ${hash} THEN NULL ELSE code_hash END
        WHERE id = ${id} AND code_hash IS NOT NULL AND tries_left > 0 AND expires_at > ${now.getTime()}
        RETURNING code_hash IS NULL AS "isRight"`,
  ).all();
  return rowsOf<{ isRight: number }>(result)[0]?.isRight === 1;
}
