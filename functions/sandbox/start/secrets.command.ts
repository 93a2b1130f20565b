import { generateKeyPairSync } from "node:crypto";

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
    "LAST_FOUR_KEY",
    "VAULT_OBJECTOR_KEY",
    "VAULT_GROUNDS_KEY",
    "KEYRING_KEY",
    "SMS_SECRET_KEY",
    "IDENTITY_CLIENT_SECRET",
  ];
  return {
    ...Object.fromEntries(plain.map((name) => [name, randomKey()])),
    // Rotating keys stand by their version.
    BLIND_INDEX_KEYS: JSON.stringify({ 1: randomKey() }),
    LINK_KEYS: JSON.stringify({ 1: randomKey() }),
    DOCUMENT_KEYS: JSON.stringify({ 1: randomKey() }),
    SANDBOX_KEY: JSON.stringify(signingKey()),
  };
}

/** Who we are to the identity provider. */
export const clientId = "jixiang-home";

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
  };
}

const randomKey = (): string =>
  btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))));

function signingKey(): object {
  return generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ format: "jwk" });
}
