import { generateKeyPairSync } from "node:crypto";
import { publicCodeKeys, sealingKeys } from "#shared/house/public-halves.ts";

/** The secrets of [env.dev], made afresh: 32 random bytes each, and the identity provider's key. */
export function makeSecrets(): Record<string, string> {
  const plain = [
    "DEV_SECRET",
    "COOKIE_KEY",
    "SHIFT_KEY",
    "ROUTING_KEY",
    "VAULT_DOCUMENT_KEY",
    "VAULT_NAME_KEY",
    "VAULT_PHONE_KEY",
    "VAULT_ACCOUNT_KEY",
    "VAULT_ADDRESS_KEY",
    "VAULT_LETTER_KEY",
    "LAST_FOUR_KEY",
    "COUNTER_KEY",
    "PHONE_INDEX_KEY",
    "VAULT_OBJECTOR_KEY",
    "VAULT_GROUNDS_KEY",
    "KEYRING_KEY",
    "SCAN_PSEUDONYM_KEY",
    "SMS_SECRET_KEY",
    "CITY_CODE_PASSWORD",
    "IDENTITY_CLIENT_SECRET",
  ];
  const [signing, opening] = [ring(), ring()];
  return {
    ...Object.fromEntries(plain.map((name) => [name, randomKey()])),
    // Rotating keys stand by their version.
    BLIND_INDEX_KEYS: ring(),
    LINK_KEYS: ring(),
    DOCUMENT_KEYS: ring(),
    // Who signs codes cannot open them, and who opens them cannot sign.
    CODE_SIGNING_KEYS: signing,
    CODE_PUBLIC_KEYS: publicCodeKeys(signing),
    CODE_OPENING_KEYS: opening,
    CODE_SEALING_KEYS: sealingKeys(opening),
    SCAN_OFFLINE_KEYS: ring(),
    SANDBOX_KEY: JSON.stringify(signingKey()),
  };
}

/** Who we are to the identity provider. */
export const clientId = "jixiang-home";

/** Where an account with the city's issuer of codes logs in. */
export const cityLogin = "/cert/login.do";

/**
 * The variables that carry an origin: ours, and the identity provider's where one runs. The sandbox issues its bearer tokens
 * in the provider's name, and both sign with one key.
 */
export function originVars(origin: string, issuer = `${origin}/sandbox`): Record<string, string> {
  return {
    PUBLIC_ORIGIN: origin,
    IDENTITY_ISSUER: issuer,
    IDENTITY_JWKS_URL: `${origin}/sandbox/jwks`,
    SEAL_SERVICE_URL: `${origin}/sandbox/seals`,
    CITY_CODE_SERVICE: JSON.stringify({
      url: `${origin}/sandbox`,
      login: cityLogin,
      account: "jixiang",
      organisation: "沙箱",
    }),
  };
}

const randomKey = (): string =>
  btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))));

const ring = (): string => JSON.stringify({ 1: randomKey() });

function signingKey(): object {
  return generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ format: "jwk" });
}
