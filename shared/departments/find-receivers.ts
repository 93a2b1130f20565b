import { sql } from "drizzle-orm";
import type { endpointPurposes } from "#shared/db/enumerations.ts";
import { rowsOf, statement } from "#shared/db/statement.ts";
import { openKeys, selectKeys } from "./find-keys.ts";

/** Where a department receives, and the secrets under which we sign. */
export interface Receiver {
  readonly url: string;
  readonly secrets: readonly string[];
}

/** The receivers of a purpose, by department; those without an endpoint are absent. */
export async function findReceivers(
  city: D1Database,
  keyringKey: string,
  purpose: (typeof endpointPurposes)[number],
  departments: readonly string[],
): Promise<Map<string, Receiver>> {
  const [endpoints, keys] = await city.batch([
    statement(
      city,
      sql`SELECT department, url FROM endpoints WHERE purpose = ${purpose}
          AND department IN (SELECT value FROM json_each(${JSON.stringify(departments)}))`,
    ),
    selectKeys(city, departments),
  ]);
  const secrets = await openKeys(keys, keyringKey);
  return new Map(
    rowsOf<{ department: string; url: string }>(endpoints).map(({ department, url }) => [
      department,
      { url, secrets: secrets.get(department) ?? [] },
    ]),
  );
}
