import { open, seal } from "#shared/sealing/seal.ts";
import { offerText } from "./confirmation.ts";
import type { OfferReference } from "./find-offer.ts";

/** How long an opened offer stays open in the browser: no time limit that an old person could feel. */
const openedSeconds = 24 * 3600;

/** The cookie in which it stands, `__Host-` before it. */
export const openedCookie = "jixiang-offer";

/** Lax: who comes back from signing in, at another site, comes back to the offer. A GET changes nothing. */
export const openedCookieOptions = {
  prefix: "host",
  path: "/",
  secure: true,
  httpOnly: true,
  sameSite: "Lax",
  maxAge: openedSeconds,
} as const;

/** An offer that was opened, as the browser carries it: sealed, in the cookie and in each form. */
export interface Opened {
  readonly reference: OfferReference;
  /** The account that the page showed. */
  readonly accountVersion: number;
  /** By its code, or by the page of a signed-in person: then it is nothing without the session. */
  readonly by: "link" | "session";
  /** The last four of the document's number were right. */
  readonly isChecked: boolean;
  /** By which whoever has signed in decides for the subject. */
  readonly mandate?: string;
}

interface Content {
  readonly opened: Opened;
  readonly until: number;
}

/** Whether a form's handle and the cookie are of the same offer. */
export function isSameOffer({ reference: a }: Opened, { reference: b }: Opened): boolean {
  return offerText(a, a.generation) === offerText(b, b.generation);
}

/** What goes into the cookie ("cookie") or into a form's hidden field ("handle"). */
export async function sealOpened(
  key: string,
  place: "cookie" | "handle",
  { reference, accountVersion, by, isChecked, mandate }: Opened,
  now: Date,
): Promise<string> {
  const { subjectKey, policy, commitment, scope, generation } = reference;
  const content: Content = {
    opened: {
      reference: { subjectKey, policy, commitment, scope, generation },
      accountVersion,
      by,
      isChecked,
      ...(mandate === undefined ? {} : { mandate }),
    },
    until: now.getTime() + openedSeconds * 1000,
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
  const { opened, until } = contentOf(text);
  // Sealed by an earlier version of this code: it is opened anew.
  if (opened === undefined) return undefined;
  return until < now.getTime() ? undefined : opened;
}

/** Guarantee: `sealOpened` made it, for the seal is ours. */
function contentOf(text: string): Content | { readonly opened: undefined; readonly until: number } {
  return JSON.parse(text) as Content;
}
