/** What this function can reach; wrangler.toml grants exactly this. */
export const bindings = {
  databases: ["DB_0", "DB_1"],
  queues: [],
  vars: ["IDENTITY_ISSUER", "IDENTITY_JWKS_URL"],
  secrets: ["VAULT_NAME_KEY", "VAULT_ADDRESS_KEY", "VAULT_LETTER_KEY"],
} as const;

export interface Env {
  readonly DB_0: D1Database;
  readonly DB_1: D1Database;
  readonly IDENTITY_ISSUER: string;
  readonly IDENTITY_JWKS_URL: string;
  readonly VAULT_NAME_KEY: string;
  readonly VAULT_ADDRESS_KEY: string;
  readonly VAULT_LETTER_KEY: string;
}
