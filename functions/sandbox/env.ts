import type { QueueBindings } from "#shared/queues.ts";

/** What the sandbox uses of [env.dev]. */
export interface SandboxEnv extends QueueBindings {
  readonly DB_0: D1Database;
  readonly DB_1: D1Database;
  /** What the outside world remembers: the clock, messages, instructions. */
  readonly DB_SANDBOX: D1Database;
  readonly PUBLIC_ORIGIN: string;
  readonly IDENTITY_ISSUER: string;
  /** Comes from `npm start` alone: without it nothing here runs. Every department's secret is derived from it. */
  readonly DEV_SECRET: string;
  /** The identity provider's private key, an ES256 JWK as JSON. */
  readonly SANDBOX_KEY: string;
}
