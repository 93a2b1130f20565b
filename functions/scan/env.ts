/** What this function can reach; wrangler.toml grants exactly this. */
export const bindings = {
  databases: ["DB_0", "DB_1", "DB_CITY"],
  queues: [],
  vars: ["IDENTITY_ISSUER", "IDENTITY_JWKS_URL", "CITY_CODE_SERVICE"],
  secrets: [
    "ROUTING_KEY",
    "BLIND_INDEX_KEYS",
    "KEYRING_KEY",
    "SCAN_PSEUDONYM_KEY",
    "CODE_PUBLIC_KEYS",
    "CODE_OPENING_KEYS",
    "CITY_CODE_PASSWORD",
    "SCAN_OFFLINE_KEYS",
  ],
} as const;

type Secret = (typeof bindings)["secrets"][number];

export interface Env extends Readonly<Record<Secret, string>> {
  readonly DB_0: D1Database;
  readonly DB_1: D1Database;
  readonly DB_CITY: D1Database;
  readonly IDENTITY_ISSUER: string;
  readonly IDENTITY_JWKS_URL: string;
  /** How to reach the city's own issuer of codes; "" where it is not asked. */
  readonly CITY_CODE_SERVICE: string;
}
