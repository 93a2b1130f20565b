import { offerText } from "#shared/confirmations/confirmation.ts";
import type { OfferReference } from "#shared/confirmations/find-offer.ts";
import { open, seal } from "#shared/sealing/seal.ts";
import * as z from "zod/mini";

/** How long an opened offer stays open in the browser: no time limit that an old person could feel. */
export const lifetimeSeconds = 24 * 3600;

export const cookieName = "jixiang-offer";

const contentSchema = z.strictObject({
  subjectKey: z.string(),
  policy: z.string(),
  commitment: z.string(),
  scope: z.string(),
  generation: z.int(),
  /** The account that the page showed. */
  accountVersion: z.int(),
  until: z.int(),
});
type Content = z.infer<typeof contentSchema>;

/** An offer that was opened by its code, as the browser carries it: sealed, in the cookie and in each form. */
export interface Opened {
  readonly reference: OfferReference;
  readonly accountVersion: number;
}

/** Whether a form's handle and the cookie are of the same offer. */
export function isSameOffer({ reference: a }: Opened, { reference: b }: Opened): boolean {
  return offerText(a, a.generation) === offerText(b, b.generation);
}

/** What goes into the cookie ("cookie") or into a form's hidden field ("handle"). */
export async function sealOpened(
  key: string,
  place: "cookie" | "handle",
  { reference, accountVersion }: Opened,
  now: Date,
): Promise<string> {
  const { subjectKey, policy, commitment, scope, generation } = reference;
  const content: Content = {
    subjectKey,
    policy,
    commitment,
    scope,
    generation,
    accountVersion,
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
  const content = contentSchema.safeParse(JSON.parse(text));
  if (!content.success) return undefined;
  const { accountVersion, until, ...reference } = content.data;
  return until < now.getTime() ? undefined : { reference, accountVersion };
}
