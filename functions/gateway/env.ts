import type { Hint } from "#shared/queues.ts";

/** What this function can reach; wrangler.toml grants exactly this. */
export const bindings = {
  databases: ["DB_0", "DB_1", "DB_CITY"],
  queues: ["NOTIFY"],
  vars: [],
  secrets: ["KEYRING_KEY"],
} as const;

export interface Env {
  readonly DB_0: D1Database;
  readonly DB_1: D1Database;
  readonly DB_CITY: D1Database;
  readonly NOTIFY: Queue<Hint>;
  readonly KEYRING_KEY: string;
}
