import {
  allowInsecureRequests,
  type AuthorizationServer,
  type Client,
  clockSkew,
  clockTolerance,
  discoveryRequest,
  processDiscoveryResponse,
} from "oauth4webapi";
import { systemClock } from "#shared/web/clock.ts";
import type { Issuer } from "#shared/web/verify-token.ts";
import type { Door } from "./door.ts";

/** The OpenID provider where people and companies' clerks sign in, and who we are to it. */
export interface Provider extends Issuer {
  readonly IDENTITY_CLIENT_ID: string;
  readonly IDENTITY_CLIENT_SECRET: string;
  /** The origin to which the provider sends people back. */
  readonly PUBLIC_ORIGIN: string;
}

export const signedOutPath = "/me/signed-out";

/** The provider's own description of itself (OpenID Connect Discovery 1.0). Throws when it does not answer with one. */
export async function discover(provider: Provider): Promise<AuthorizationServer> {
  const issuer = new URL(provider.IDENTITY_ISSUER);
  const options = { algorithm: "oidc", ...requestOptions(provider) } as const;
  return processDiscoveryResponse(issuer, await discoveryRequest(issuer, options));
}

/** How we ask the provider: by HTTPS only, but on this machine, where `npm start` runs one. */
export function requestOptions({ IDENTITY_ISSUER }: Provider): {
  [allowInsecureRequests]: boolean;
} {
  const { protocol, hostname } = new URL(IDENTITY_ISSUER);
  const isHere = ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  return { [allowInsecureRequests]: protocol === "http:" && isHere };
}

/** Ourselves; the times of tokens are checked by `now`. */
export async function clientOf({ IDENTITY_CLIENT_ID }: Provider, now: Date): Promise<Client> {
  const machineTime = await systemClock(undefined);
  return {
    client_id: IDENTITY_CLIENT_ID,
    [clockSkew]: Math.round((now.getTime() - machineTime.getTime()) / 1000),
    [clockTolerance]: 60,
  };
}

export function redirectUriOf({ PUBLIC_ORIGIN }: Provider, { callbackPath }: Door): string {
  return `${PUBLIC_ORIGIN}${callbackPath}`;
}
