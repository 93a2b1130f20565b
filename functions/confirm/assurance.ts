import type { Context } from "hono";
import type { OfferReference } from "#shared/confirmations/find-offer.ts";
import type { Opened } from "#shared/confirmations/opened-offer.ts";
import type { Way } from "#shared/confirmations/way.ts";
import { isAbout } from "#shared/mandates/mandate.ts";
import { findMandate } from "#shared/mandates/standing.ts";
import { policyById } from "#shared/policies/index.ts";
import { readSession } from "#shared/sign-in/cookies.ts";
import type { Session } from "#shared/sign-in/session.ts";
import { findSubjectKey } from "#shared/subjects/find-subject-key.ts";
import type { AppEnv } from "#shared/web/create-app.ts";
import { findSignedIn } from "#shared/web/verify-token.ts";
import type { Env } from "./env.ts";

/** What whoever holds the link has still to show before the offer is theirs to see and decide. */
export type Lack =
  /** Nobody has signed in. */
  | "sign-in"
  /** Somebody has, and is not the subject. */
  | "another-person"
  /** The last four of the number. */
  | "last-four"
  /** Whoever has signed in decides for the subject no longer. */
  | "mandate";

export type Assurance =
  | {
      readonly ok: true;
      readonly way: Way;
    }
  | { readonly ok: false; readonly lacks: Lack };

/**
 * Whether the reader is the subject, as surely as the policy demands: a phone number may have a new owner. For `link` the
 * link alone does, for `last-four` the last four of the number besides; for everything else the subject must have signed
 * in, in this browser or by a bearer token, and that does for all. What a signed-in person has opened without a link is
 * nothing without the session.
 *
 * @param use to "look" at the offer, or to "answer" what was looked at before
 */
export async function assuranceOf(
  c: Context<AppEnv<Env>>,
  { reference: { subjectKey, policy }, by, isChecked, mandate }: Opened,
  use: "look" | "answer",
  now: Date,
): Promise<Assurance> {
  const { env } = c;
  if (mandate !== undefined) {
    const session = await readSession(c, env.COOKIE_KEY, use, now);
    return byMandate(env, mandate, { subjectKey, policy }, session, now);
  }
  const signedIn = await findSignedIn(env, c.req.header("Authorization"), now);
  if (signedIn?.subject !== undefined) {
    const key = await findSubjectKey(env, env, signedIn.subject);
    return key === subjectKey ? personally(signedIn.person) : lacking("another-person");
  }
  const session = await readSession(c, env.COOKIE_KEY, use, now);
  if (session?.subjectKey === subjectKey) return personally(session.by);
  const needed = by === "link" ? policyById(policy)?.assurance : "signed-in";
  if (needed === "link") return { ok: true, way: { assurance: needed } };
  if (needed === "last-four")
    return isChecked ? { ok: true, way: { assurance: needed } } : lacking(needed);
  return lacking(session === undefined ? "sign-in" : "another-person");
}

/** Whoever has signed in decides for another one, while the mandate is in force. */
async function byMandate(
  env: Env,
  id: string,
  { subjectKey, policy }: Pick<OfferReference, "subjectKey" | "policy">,
  session: Session | undefined,
  now: Date,
): Promise<Assurance> {
  if (session === undefined) return lacking("sign-in");
  const found = await findMandate(env, id, now);
  if (found === undefined || found.end !== undefined) return lacking("mandate");
  const { mandate } = found;
  if (mandate.agentKey !== session.subjectKey) return lacking("another-person");
  if (mandate.subjectKey !== subjectKey || !isAbout(mandate, policy)) return lacking("mandate");
  return { ok: true, way: { assurance: "signed-in", person: session.by, agent: mandate } };
}

const personally = (person: string): Assurance => ({
  ok: true,
  way: { assurance: "signed-in", person },
});
const lacking = (lacks: Lack): Assurance => ({ ok: false, lacks });
