import type { Hint } from "#shared/queues.ts";

/** What this function can reach; wrangler.toml grants exactly this. */
export const bindings = {
  databases: ["DB_0", "DB_1", "DB_CITY"],
  queues: ["NOTIFY", "FULFIL", "SWEEP"],
  vars: [],
  secrets: ["KEYRING_KEY", "DOCUMENT_KEYS", "PHONE_INDEX_KEY"],
} as const;

export interface Env {
  readonly DB_0: D1Database;
  readonly DB_1: D1Database;
  readonly DB_CITY: D1Database;
  readonly NOTIFY: Queue<Hint>;
  readonly FULFIL: Queue<Hint>;
  readonly SWEEP: Queue<Hint>;
  readonly KEYRING_KEY: string;
  readonly DOCUMENT_KEYS: string;
  readonly PHONE_INDEX_KEY: string;
}
