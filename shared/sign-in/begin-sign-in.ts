import {
  calculatePKCECodeChallenge,
  generateRandomCodeVerifier,
  generateRandomNonce,
  generateRandomState,
} from "oauth4webapi";
import type { Attempt } from "./attempt.ts";
import { type Door, doorOfPeople } from "./door.ts";
import { localPath } from "./local-path.ts";
import { discover, type Provider, redirectUriOf } from "./provider.ts";

export interface SignInBegun {
  /** The provider's page. */
  readonly location: string;
  readonly attempt: Attempt;
}

/**
 * Sends a person to the provider: authorization code flow with PKCE (RFC 7636, S256), state and nonce.
 * Throws when the provider does not answer.
 *
 * @param again whoever is signed in there already shall choose anew
 */
export async function beginSignIn(
  provider: Provider,
  { to, again }: { readonly to: string | undefined; readonly again: boolean },
  door: Door = doorOfPeople,
): Promise<SignInBegun> {
  const server = await discover(provider);
  if (server.authorization_endpoint === undefined)
    throw new TypeError("the provider has no authorization endpoint");
  const attempt: Attempt = {
    state: generateRandomState(),
    nonce: generateRandomNonce(),
    verifier: generateRandomCodeVerifier(),
    to: localPath(to),
  };
  const location = new URL(server.authorization_endpoint);
  const parameters = {
    client_id: provider.IDENTITY_CLIENT_ID,
    redirect_uri: redirectUriOf(provider, door),
    response_type: "code",
    scope: door.scope,
    state: attempt.state,
    nonce: attempt.nonce,
    code_challenge: await calculatePKCECodeChallenge(attempt.verifier),
    code_challenge_method: "S256",
    ui_locales: "zh-CN",
    ...(again ? { prompt: "login" } : {}),
  };
  for (const [name, value] of Object.entries(parameters)) location.searchParams.set(name, value);
  return { location: location.href, attempt };
}
