/** What wrangler.toml gives this function: the city's database, which it only reads. */
export const bindings = { databases: ["DB_CITY"], queues: [], vars: [], secrets: [] } as const;

export interface Env {
  readonly DB_CITY: D1Database;
}
