import { sql } from "drizzle-orm";
import { statement } from "#shared/db/statement.ts";
import type { PhoneCode } from "./phone-code.ts";

/** Makes a code valid, before its message leaves. One that was used, or asked anew since, is not made valid again. */
export async function storeCodes(
  db: D1Database,
  codes: readonly Pick<PhoneCode, "id" | "nonce" | "codeHash">[],
): Promise<void> {
  if (codes.length === 0) return;
  await statement(
    db,
    sql`UPDATE phone_codes SET code_hash = given.value ->> '$.codeHash'
        FROM json_each(${JSON.stringify(codes)}) AS given
        WHERE phone_codes.id = given.value ->> '$.id' AND phone_codes.nonce = given.value ->> '$.nonce'`,
  ).run();
}
