import type { Hint } from "#shared/queues.ts";

/** What this function can reach; wrangler.toml grants exactly this. */
export const bindings = {
  databases: ["DB_0", "DB_1", "DB_CITY"],
  queues: ["NOTIFY", "FULFIL", "SWEEP"],
  vars: ["IDENTITY_ISSUER", "IDENTITY_JWKS_URL"],
  secrets: ["VAULT_GROUNDS_KEY"],
} as const;

export interface Env {
  readonly DB_0: D1Database;
  readonly DB_1: D1Database;
  readonly DB_CITY: D1Database;
  readonly NOTIFY: Queue<Hint>;
  readonly FULFIL: Queue<Hint>;
  readonly SWEEP: Queue<Hint>;
  readonly IDENTITY_ISSUER: string;
  readonly IDENTITY_JWKS_URL: string;
  readonly VAULT_GROUNDS_KEY: string;
}
