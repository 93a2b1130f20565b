/** What this function can reach; wrangler.toml grants exactly this. */
export const bindings = {
  databases: ["DB_0", "DB_1"],
  queues: [],
  vars: [],
  secrets: ["DOCUMENT_KEYS"],
} as const;

export interface Env {
  readonly DB_0: D1Database;
  readonly DB_1: D1Database;
  readonly DOCUMENT_KEYS: string;
}
