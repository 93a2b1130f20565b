import type { Hint } from "#shared/queues.ts";

/** What this function can reach; wrangler.toml grants exactly this. */
export const bindings = {
  databases: ["DB_0", "DB_1", "DB_CITY"],
  queues: ["NOTIFY", "FULFIL", "SWEEP"],
  vars: [],
  secrets: ["VAULT_NAME_KEY", "VAULT_PHONE_KEY", "VAULT_ACCOUNT_KEY", "VAULT_ADDRESS_KEY"],
} as const;

type Secret = (typeof bindings)["secrets"][number];

export interface Env extends Readonly<Record<Secret, string>> {
  readonly DB_0: D1Database;
  readonly DB_1: D1Database;
  readonly DB_CITY: D1Database;
  readonly NOTIFY: Queue<Hint>;
  readonly FULFIL: Queue<Hint>;
  readonly SWEEP: Queue<Hint>;
}
