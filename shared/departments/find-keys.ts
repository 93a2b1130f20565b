import { sql } from "drizzle-orm";
import { rowsOf, statement } from "#shared/db/statement.ts";
import { open } from "#shared/sealing/seal.ts";

/** What binds a sealed secret to its department and key. */
export const keyContext = (department: string, keyId: string): string =>
  `department-key ${department} ${keyId}`;

interface SealedKey {
  department: string;
  keyId: string;
  secretSealed: string;
}

/** The statement that reads the keys of departments that are not retired; decode its result with `openKeys`. */
export function selectKeys(city: D1Database, departments: readonly string[]): D1PreparedStatement {
  return statement(
    city,
    sql`SELECT department, key_id AS "keyId", secret_sealed AS "secretSealed" FROM department_keys
        WHERE department IN (SELECT value FROM json_each(${JSON.stringify(departments)}))
          AND retired_at IS NULL ORDER BY department, active_from DESC LIMIT 100`,
  );
}

/** The secrets by department, the newest first. Throws when one cannot be opened: the keyring's key is wrong. */
export async function openKeys(
  result: D1Result | undefined,
  keyringKey: string,
): Promise<Map<string, string[]>> {
  const keys = new Map<string, string[]>();
  for (const { department, keyId, secretSealed } of rowsOf<SealedKey>(result)) {
    // A handful of keys; order matters.
    // oxlint-disable-next-line no-await-in-loop
    const secret = await open(keyringKey, keyContext(department, keyId), secretSealed);
    if (secret === undefined) throw new Error(`the key ${keyId} of ${department} cannot be opened`);
    keys.set(department, [...(keys.get(department) ?? []), secret]);
  }
  return keys;
}
