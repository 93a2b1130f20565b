import type { QueueBindings } from "#shared/queues.ts";

/** What the sandbox uses of [env.dev]. */
export interface SandboxEnv extends QueueBindings {
  readonly DB_0: D1Database;
  readonly DB_1: D1Database;
  readonly DB_CITY: D1Database;
  /** What the outside world remembers: the clock, messages, instructions. */
  readonly DB_SANDBOX: D1Database;
  readonly PUBLIC_ORIGIN: string;
  readonly IDENTITY_ISSUER: string;
  /** Comes from `npm start` alone: without it nothing here runs. Every department's secret is derived from it. */
  readonly DEV_SECRET: string;
  // The city's issuer of codes knows everybody, and signs as we do.
  readonly ROUTING_KEY: string;
  readonly BLIND_INDEX_KEYS: string;
  readonly CODE_SIGNING_KEYS: string;
  readonly CODE_SEALING_KEYS: string;
  readonly SCAN_OFFLINE_KEYS: string;
  readonly CITY_CODE_PASSWORD: string;
  /** The identity provider's private key, an ES256 JWK as JSON. */
  readonly SANDBOX_KEY: string;
}
