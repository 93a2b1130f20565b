import type { Context } from "hono";
import type { Opened } from "#shared/confirmations/opened-offer.ts";
import { policyById } from "#shared/policies/index.ts";
import { readSession } from "#shared/sign-in/cookies.ts";
import { findSubjectKey } from "#shared/subjects/find-subject-key.ts";
import type { AppEnv } from "#shared/web/create-app.ts";
import { findSignedIn } from "#shared/web/verify-token.ts";
import type { Env } from "./env.ts";

/** What whoever holds the link has still to show before the offer is theirs to see and decide. */
export type Lack =
  /** Nobody has signed in. */
  | "sign-in"
  /** Somebody has, and is not the subject. */
  | "another-person";

export type Assurance =
  | { readonly ok: true; readonly by: string }
  | { readonly ok: false; readonly lacks: Lack };

/**
 * Whether the reader is the subject, as surely as the policy demands: a phone number may have a new owner. For `link` the
 * link alone does; for everything above it, the subject must have signed in, in this browser or by a bearer token. What
 * a signed-in person has opened without a link is nothing without the session.
 *
 * @param use to "look" at the offer, or to "answer" what was looked at before
 */
export async function assuranceOf(
  c: Context<AppEnv<Env>>,
  { reference: { subjectKey, policy }, by }: Opened,
  use: "look" | "answer",
  now: Date,
): Promise<Assurance> {
  const { env } = c;
  const signedIn = await findSignedIn(env, c.req.header("Authorization"), now);
  if (signedIn?.subject !== undefined) {
    const key = await findSubjectKey(env, env, signedIn.subject);
    return key === subjectKey ? { ok: true, by: signedIn.person } : lacking("another-person");
  }
  const session = await readSession(c, env.COOKIE_KEY, use, now);
  if (session?.subjectKey === subjectKey) return { ok: true, by: session.by };
  if (by === "link" && policyById(policy)?.assurance === "link") return { ok: true, by: "link" };
  return lacking(session === undefined ? "sign-in" : "another-person");
}

const lacking = (lacks: Lack): Assurance => ({ ok: false, lacks });
