import { cityCodes, type CitySession, readCitySettings } from "./city-codes.ts";
import type { CodeIssuer } from "./code-issuer.ts";
import { codePrefix } from "./code-layout.ts";
import { type CodeOpeningSecrets, ownCodes } from "./own-codes.ts";

/** The secrets and settings of whoever reads codes, ours and the city's. */
export interface CodeReading extends CodeOpeningSecrets {
  /** JSON `{ "url", "login", "account", "organisation" }`; "" where the city's issuer is not asked. */
  readonly CITY_CODE_SERVICE: string;
  readonly CITY_CODE_PASSWORD: string;
}

/** Who knows whose a code is: of ours we do, and of all others the city's issuer, where it is to be asked. */
export function codeIssuerOf(env: CodeReading, session: CitySession): CodeIssuer {
  const own = ownCodes(env);
  if (env.CITY_CODE_SERVICE === "") return own;
  const city = cityCodes(readCitySettings(env.CITY_CODE_SERVICE, env.CITY_CODE_PASSWORD), session);
  return {
    resolve: (text, showing, now) =>
      (text.startsWith(codePrefix) ? own : city).resolve(text, showing, now),
  };
}
