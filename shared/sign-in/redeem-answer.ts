import {
  AuthorizationResponseError,
  authorizationCodeGrantRequest,
  ClientSecretBasic,
  OperationProcessingError,
  processAuthorizationCodeResponse,
  ResponseBodyError,
  UnsupportedOperationError,
  validateAuthResponse,
  WWWAuthenticateChallengeError,
} from "oauth4webapi";
import { signedInBy, type SignedIn, verifyToken } from "#shared/web/verify-token.ts";
import type { Attempt } from "./attempt.ts";
import type { Door } from "./door.ts";
import { clientOf, discover, type Provider, redirectUriOf, requestOptions } from "./provider.ts";

export type RedeemRefusal =
  /** This browser has begun no sign-in, or too long ago: somebody else's answer was put under it. */
  | "not-begun"
  /** The answer is not of the sign-in that this browser has begun. */
  | "state"
  /** The answer names another issuer (RFC 9207), or is malformed. */
  | "answer"
  /** The person turned back. */
  | "cancelled"
  /** The provider refuses, such as a code that was used before or is too old. */
  | "provider"
  /** The ID token is not right: its key, algorithm, issuer, audience, nonce or time. */
  | "token"
  /** The provider does not answer. */
  | "silent";

export interface Refused<Reason> {
  readonly ok: false;
  readonly because: Reason;
  /** For the log: a code of the check that failed, nothing of the person. */
  readonly detail: string;
}

export type Redeemed =
  | { readonly ok: true; readonly signedIn: SignedIn; readonly name: string | undefined }
  | Refused<RedeemRefusal>;

/**
 * Takes the provider's answer: exchanges the code and checks the ID token, its signature by the same code as any bearer
 * token. The tokens are forgotten; what stays is who has signed in.
 */
export async function redeemAnswer(
  provider: Provider,
  door: Door,
  attempt: Attempt | undefined,
  answer: URLSearchParams,
  now: Date,
): Promise<Redeemed> {
  if (attempt === undefined) return refused("not-begun", "");
  // Before anything is asked of anybody.
  if (answer.get("state") !== attempt.state) return refused("state", "");
  let isRedeemed = false;
  try {
    const [server, client] = await Promise.all([discover(provider), clientOf(provider, now)]);
    const parameters = validateAuthResponse(server, client, answer, attempt.state);
    const secret = ClientSecretBasic(provider.IDENTITY_CLIENT_SECRET);
    const redirectUri = redirectUriOf(provider, door);
    const { verifier, nonce } = attempt;
    const options = requestOptions(provider);
    const response = await authorizationCodeGrantRequest(
      server,
      client,
      secret,
      parameters,
      redirectUri,
      verifier,
      options,
    );
    isRedeemed = response.ok;
    const expected = { expectedNonce: nonce, requireIdToken: true };
    const tokens = await processAuthorizationCodeResponse(server, client, response, expected);
    return await signedInWith(provider, tokens.id_token ?? "", now);
  } catch (error) {
    return refusalOf(error, isRedeemed ? "token" : "answer");
  }
}

async function signedInWith(provider: Provider, idToken: string, now: Date): Promise<Redeemed> {
  const checked = await verifyToken(provider, idToken, provider.IDENTITY_CLIENT_ID, now);
  if (!checked.ok) {
    return refused(checked.because === "silent" ? "silent" : "token", checked.detail);
  }
  const { name } = checked.claims;
  return {
    ok: true,
    signedIn: signedInBy(checked.claims),
    name: typeof name === "string" ? name : undefined,
  };
}

function refused(because: RedeemRefusal, detail: string): Refused<RedeemRefusal> {
  return { ok: false, because, detail };
}

/** What the library found wrong, with the answer of the authorization endpoint or with the token. */
function refusalOf(error: unknown, stage: "answer" | "token"): Refused<RedeemRefusal> {
  if (error instanceof AuthorizationResponseError)
    return refused(error.error === "access_denied" ? "cancelled" : "provider", error.error);
  if (error instanceof ResponseBodyError) return refused("provider", error.error);
  if (error instanceof WWWAuthenticateChallengeError) return refused("provider", error.code);
  if (error instanceof UnsupportedOperationError) return refused(stage, error.code);
  if (error instanceof OperationProcessingError) {
    return refused(stage, [error.code, claimOf(error.cause)].filter(Boolean).join(" "));
  }
  // The network's own errors: whoever cannot be reached has said nothing.
  return refused("silent", error instanceof Error ? error.name : "unknown");
}

/** The name of the claim that was not right; never its value. */
function claimOf(cause: unknown): string | undefined {
  if (typeof cause !== "object" || cause === null || !("claim" in cause)) return undefined;
  return typeof cause.claim === "string" ? cause.claim : undefined;
}
