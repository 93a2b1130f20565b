/** What this function can reach; wrangler.toml grants exactly this. */
export const bindings = {
  databases: ["DB_0", "DB_1", "DB_CITY"],
  queues: [],
  vars: ["PUBLIC_ORIGIN"],
  secrets: ["LINK_KEYS", "VAULT_PHONE_KEY", "VAULT_OBJECTOR_KEY", "KEYRING_KEY"],
} as const;

export interface Env {
  readonly DB_0: D1Database;
  readonly DB_1: D1Database;
  readonly DB_CITY: D1Database;
  readonly PUBLIC_ORIGIN: string;
  readonly LINK_KEYS: string;
  readonly VAULT_PHONE_KEY: string;
  readonly VAULT_OBJECTOR_KEY: string;
  readonly KEYRING_KEY: string;
}
