import * as z from "zod/mini";
import { open, seal } from "#shared/sealing/seal.ts";

/** How long a person may take at the provider. */
export const attemptSeconds = 3600;

const contentSchema = z.strictObject({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  to: z.string(),
  until: z.int(),
});

/**
 * A sign-in that was begun in this browser, kept by nobody but the browser, sealed: what comes back from the provider
 * must fit it, or somebody else has begun it.
 */
export interface Attempt {
  readonly state: string;
  readonly nonce: string;
  /** Of PKCE (RFC 7636). */
  readonly verifier: string;
  /** Where to go afterwards: a path of ours. */
  readonly to: string;
}

export async function sealAttempt(
  cookieKey: string,
  { state, nonce, verifier, to }: Attempt,
  now: Date,
): Promise<string> {
  const until = now.getTime() + attemptSeconds * 1000;
  return seal(cookieKey, "sign-in", JSON.stringify({ state, nonce, verifier, to, until }));
}

/** Undefined when the seal is not ours, or the time has passed. */
export async function openAttempt(
  cookieKey: string,
  sealed: string | undefined,
  now: Date,
): Promise<Attempt | undefined> {
  const text = sealed === undefined ? undefined : await open(cookieKey, "sign-in", sealed);
  if (text === undefined) return undefined;
  const { until, ...attempt } = contentSchema.parse(JSON.parse(text));
  return until < now.getTime() ? undefined : attempt;
}
