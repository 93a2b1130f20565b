import { civilDate } from "#shared/calendar/civil-date.ts";
import { sampleCity } from "../city/city.ts";
import {
  type IdentityProvider,
  startIdentityProvider,
} from "../identity/identity-provider.command.ts";
import type { Identity } from "../identity.ts";
import { sampleIdentities } from "../city/sample-identities.ts";
import { readState } from "./local-state.command.ts";
import { clientId } from "./secrets.command.ts";

/** The identity provider beside the local server, where the people of the sample city sign in. */
export async function startLocalIdentities(
  origin: string,
  port: number,
  secrets: Readonly<Record<string, string>>,
): Promise<IdentityProvider> {
  let found: readonly Identity[] | undefined;
  return startIdentityProvider({
    port,
    origin,
    clientId,
    clientSecret: secrets["IDENTITY_CLIENT_SECRET"] ?? "",
    signingKey: secrets["SANDBOX_KEY"] ?? "",
    identities() {
      const { cityLoadedOn } = readState();
      if (cityLoadedOn === undefined) return [];
      const day = civilDate(cityLoadedOn);
      found ??= sampleIdentities(sampleCity(day), day);
      return found;
    },
  });
}
