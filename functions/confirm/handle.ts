import type { OfferReference } from "#shared/confirmations/find-offer.ts";
import { randomId } from "#shared/sealing/digest.ts";
import { open, seal } from "#shared/sealing/seal.ts";
import * as z from "zod";

/** How long an opened offer stays open in the browser: no time limit that an old person could feel. */
export const lifetimeSeconds = 24 * 3600;

export const cookieName = "jixiang-offer";

const contentSchema = z.strictObject({
  subjectKey: z.string(),
  policy: z.string(),
  commitment: z.string(),
  scope: z.string(),
  generation: z.int(),
  /** Ties the forms of a page to the cookie of the same opening. */
  nonce: z.string(),
  until: z.int(),
});
type Content = z.infer<typeof contentSchema>;

/** An offer that was opened by its code, as the browser carries it: sealed, in the cookie and in each form. */
export interface Opened {
  readonly reference: OfferReference;
  readonly nonce: string;
}

/** Opens an offer for a browser. */
export function openFor(reference: OfferReference): Opened {
  return { reference, nonce: randomId() };
}

/** What goes into the cookie ("cookie") or into a form's hidden field ("handle"). */
export async function sealOpened(
  key: string,
  place: "cookie" | "handle",
  { reference, nonce }: Opened,
  now: Date,
): Promise<string> {
  const { subjectKey, policy, commitment, scope, generation } = reference;
  const content: Content = {
    subjectKey,
    policy,
    commitment,
    scope,
    generation,
    nonce,
    until: now.getTime() + lifetimeSeconds * 1000,
  };
  return seal(key, place, JSON.stringify(content));
}

/** Undefined when the seal is not ours, or the time has passed. */
export async function unsealOpened(
  key: string,
  place: "cookie" | "handle",
  sealed: string | undefined,
  now: Date,
): Promise<Opened | undefined> {
  const text = sealed === undefined ? undefined : await open(key, place, sealed);
  if (text === undefined) return undefined;
  const { nonce, until, ...reference } = contentSchema.parse(JSON.parse(text));
  return until < now.getTime() ? undefined : { reference, nonce };
}
