import { generateKeyPairSync } from "node:crypto";

/** The secrets of [env.dev], made afresh: 32 random bytes each, and the identity provider's key. */
export function makeSecrets(): Record<string, string> {
  const plain = [
    "DEV_SECRET",
    "COOKIE_KEY",
    "ROUTING_KEY",
    "VAULT_DOCUMENT_KEY",
    "VAULT_NAME_KEY",
    "VAULT_PHONE_KEY",
    "VAULT_ACCOUNT_KEY",
    "VAULT_ADDRESS_KEY",
    "KEYRING_KEY",
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

/** The variables that carry the origin. */
export function originVars(origin: string): Record<string, string> {
  return {
    PUBLIC_ORIGIN: origin,
    IDENTITY_ISSUER: `${origin}/sandbox`,
    IDENTITY_JWKS_URL: `${origin}/sandbox/jwks`,
    SEAL_SERVICE_URL: `${origin}/sandbox/seals`,
  };
}

const randomKey = (): string =>
  btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))));

function signingKey(): object {
  return generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ format: "jwk" });
}
