import type { OfferReference } from "#shared/confirmations/find-offer.ts";
import { policyById } from "#shared/policies/index.ts";
import { findSubjectKey } from "#shared/subjects/find-subject-key.ts";
import { findSignedIn } from "#shared/web/verify-token.ts";
import type { Env } from "./env.ts";

/**
 * Whether whoever holds the link may decide: a phone number may have a new owner. For `link` the link alone does;
 * for everything above it, the subject must have signed in.
 */
export async function isAssured(
  env: Env,
  authorization: string | undefined,
  { subjectKey, policy }: OfferReference,
  now: Date,
): Promise<{ ok: true; by: string } | { ok: false }> {
  const signedIn = await findSignedIn(env, authorization, now);
  if (signedIn?.subject !== undefined) {
    const key = await findSubjectKey(env, env, signedIn.subject);
    return key === subjectKey ? { ok: true, by: signedIn.person } : { ok: false };
  }
  return policyById(policy)?.assurance === "link" ? { ok: true, by: "link" } : { ok: false };
}
