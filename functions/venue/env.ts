/** What this function can reach; wrangler.toml grants exactly this. It has no database: a device asks /v1/scans itself. */
export const bindings = {
  databases: [],
  queues: [],
  vars: ["PUBLIC_ORIGIN", "IDENTITY_ISSUER", "IDENTITY_JWKS_URL", "IDENTITY_CLIENT_ID"],
  secrets: ["SHIFT_KEY", "IDENTITY_CLIENT_SECRET"],
} as const;

export interface Env {
  readonly PUBLIC_ORIGIN: string;
  readonly IDENTITY_ISSUER: string;
  readonly IDENTITY_JWKS_URL: string;
  readonly IDENTITY_CLIENT_ID: string;
  readonly SHIFT_KEY: string;
  readonly IDENTITY_CLIENT_SECRET: string;
}
