import type { Hint } from "#shared/queues.ts";

/** What this function can reach; wrangler.toml grants exactly this. */
export const bindings = {
  databases: ["DB_0", "DB_1", "DB_CITY"],
  queues: ["NOTIFY", "SWEEP"],
  vars: ["PUBLIC_ORIGIN", "IDENTITY_ISSUER", "IDENTITY_JWKS_URL", "IDENTITY_CLIENT_ID"],
  secrets: [
    "COOKIE_KEY",
    "IDENTITY_CLIENT_SECRET",
    "ROUTING_KEY",
    "BLIND_INDEX_KEYS",
    "VAULT_OBJECTOR_KEY",
    "VAULT_GROUNDS_KEY",
  ],
} as const;

export interface Env {
  readonly DB_0: D1Database;
  readonly DB_1: D1Database;
  readonly DB_CITY: D1Database;
  readonly NOTIFY: Queue<Hint>;
  readonly SWEEP: Queue<Hint>;
  readonly PUBLIC_ORIGIN: string;
  readonly IDENTITY_ISSUER: string;
  readonly IDENTITY_JWKS_URL: string;
  readonly IDENTITY_CLIENT_ID: string;
  readonly COOKIE_KEY: string;
  readonly IDENTITY_CLIENT_SECRET: string;
  readonly ROUTING_KEY: string;
  readonly BLIND_INDEX_KEYS: string;
  readonly VAULT_OBJECTOR_KEY: string;
  readonly VAULT_GROUNDS_KEY: string;
}
