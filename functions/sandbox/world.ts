import type { Clock } from "#shared/web/clock.ts";

/** What the sandbox needs of the house around it; functions/dev.ts gives it. */
export interface World {
  /** Every function's clock. */
  readonly clock: Clock;
  /** Sends a request through the same door as anybody from outside. */
  readonly send: (request: Request<unknown, IncomingRequestCfProperties>) => Promise<Response>;
  /** Runs the scheduled handler once. */
  readonly sweepOnce: () => Promise<void>;
}
