/** What this function can reach; wrangler.toml grants exactly this. */
export const bindings = {
  databases: ["DB_0", "DB_1", "DB_CITY"],
  queues: [],
  vars: [
    "IDENTITY_ISSUER",
    "IDENTITY_JWKS_URL",
    "CITY_CODE_APP_URL",
    "CODE_TTL_SECONDS",
    "PRINTED_CODE_DAYS",
  ],
  secrets: [
    "COOKIE_KEY",
    "ROUTING_KEY",
    "BLIND_INDEX_KEYS",
    "CODE_SIGNING_KEYS",
    "CODE_SEALING_KEYS",
    "SCAN_OFFLINE_KEYS",
  ],
  limits: ["CODE_RATE"],
} as const;

export interface Env {
  readonly DB_0: D1Database;
  readonly DB_1: D1Database;
  readonly DB_CITY: D1Database;
  readonly CODE_RATE: RateLimit;
  readonly IDENTITY_ISSUER: string;
  readonly IDENTITY_JWKS_URL: string;
  /** Where the city's own codes are shown; "" where ours are. */
  readonly CITY_CODE_APP_URL: string;
  readonly CODE_TTL_SECONDS: string;
  readonly PRINTED_CODE_DAYS: string;
  readonly COOKIE_KEY: string;
  readonly ROUTING_KEY: string;
  readonly BLIND_INDEX_KEYS: string;
  readonly CODE_SIGNING_KEYS: string;
  readonly CODE_SEALING_KEYS: string;
  readonly SCAN_OFFLINE_KEYS: string;
}
