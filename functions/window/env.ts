import type { Hint } from "#shared/queues.ts";

/** What this function can reach; wrangler.toml grants exactly this. */
export const bindings = {
  databases: ["DB_0", "DB_1"],
  queues: ["NOTIFY", "FULFIL", "SWEEP"],
  vars: ["PUBLIC_ORIGIN", "IDENTITY_ISSUER", "IDENTITY_JWKS_URL", "IDENTITY_CLIENT_ID"],
  secrets: [
    "ROUTING_KEY",
    "BLIND_INDEX_KEYS",
    "DOCUMENT_KEYS",
    "COUNTER_KEY",
    "IDENTITY_CLIENT_SECRET",
  ],
} as const;

export interface Env {
  readonly DB_0: D1Database;
  readonly DB_1: D1Database;
  readonly NOTIFY: Queue<Hint>;
  readonly FULFIL: Queue<Hint>;
  readonly SWEEP: Queue<Hint>;
  readonly IDENTITY_ISSUER: string;
  readonly IDENTITY_JWKS_URL: string;
  readonly ROUTING_KEY: string;
  readonly BLIND_INDEX_KEYS: string;
  readonly DOCUMENT_KEYS: string;
  readonly PUBLIC_ORIGIN: string;
  readonly IDENTITY_CLIENT_ID: string;
  readonly COUNTER_KEY: string;
  readonly IDENTITY_CLIENT_SECRET: string;
}
