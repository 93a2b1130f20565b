import type { Hint } from "#shared/queues.ts";

/** What this function can reach; wrangler.toml grants exactly this. */
export const bindings = {
  databases: ["DB_0", "DB_1"],
  queues: ["NOTIFY", "FULFIL", "SWEEP"],
  vars: ["IDENTITY_ISSUER", "IDENTITY_JWKS_URL", "SEAL_SERVICE_URL"],
  secrets: ["COOKIE_KEY", "LAST_FOUR_KEY", "ROUTING_KEY", "BLIND_INDEX_KEYS", "DOCUMENT_KEYS"],
} as const;

export interface Env {
  readonly DB_0: D1Database;
  readonly DB_1: D1Database;
  readonly NOTIFY: Queue<Hint>;
  readonly FULFIL: Queue<Hint>;
  readonly SWEEP: Queue<Hint>;
  readonly IDENTITY_ISSUER: string;
  readonly IDENTITY_JWKS_URL: string;
  /** The city's service for electronic seals; "" where there is none. */
  readonly SEAL_SERVICE_URL: string;
  readonly COOKIE_KEY: string;
  readonly LAST_FOUR_KEY: string;
  readonly ROUTING_KEY: string;
  readonly BLIND_INDEX_KEYS: string;
  readonly DOCUMENT_KEYS: string;
}
