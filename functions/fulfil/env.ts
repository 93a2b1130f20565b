/** What this function can reach; wrangler.toml grants exactly this. */
export const bindings = {
  databases: ["DB_0", "DB_1", "DB_CITY"],
  queues: [],
  vars: [],
  secrets: ["VAULT_ACCOUNT_KEY", "KEYRING_KEY"],
} as const;

export interface Env {
  readonly DB_0: D1Database;
  readonly DB_1: D1Database;
  readonly DB_CITY: D1Database;
  readonly VAULT_ACCOUNT_KEY: string;
  readonly KEYRING_KEY: string;
}
