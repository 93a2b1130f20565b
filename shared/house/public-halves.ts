import { createPrivateKey, createPublicKey } from "node:crypto";

/** Which secret holds the public halves of which ring of private keys; the two are held by different functions. */
export const publicHalves: Readonly<
  Record<string, { readonly of: string; readonly derive: (ring: string) => string }>
> = {
  CODE_PUBLIC_KEYS: { of: "CODE_SIGNING_KEYS", derive: publicCodeKeys },
  CODE_SEALING_KEYS: { of: "CODE_OPENING_KEYS", derive: sealingKeys },
};

/** The JWKs of a ring of Ed25519 keys that sign codes. */
export function publicCodeKeys(ring: string): string {
  const jwks = entriesOf(ring).map(([version, secret]) => ({
    kty: "OKP",
    crv: "Ed25519",
    x: publicPart(112, secret).toString("base64url"),
    kid: `code-${version}`,
    alg: "EdDSA",
    use: "sig",
  }));
  return JSON.stringify(jwks);
}

/** A ring of X25519 public keys, from the ring of those that open. */
export function sealingKeys(ring: string): string {
  return JSON.stringify(
    Object.fromEntries(
      entriesOf(ring).map(([version, secret]) => [
        version,
        publicPart(110, secret).toString("base64"),
      ]),
    ),
  );
}

function entriesOf(ring: string): [string, string][] {
  const parsed: unknown = JSON.parse(ring);
  return Object.entries({ ...(typeof parsed === "object" ? parsed : {}) }).map(
    ([version, secret]) => [version, String(secret)],
  );
}

/**
 * The public half of a private key of 32 bytes.
 *
 * @param algorithm the last arc of its object identifier 1.3.101.x (RFC 8410)
 */
function publicPart(algorithm: 110 | 112, secret: string): Buffer {
  const beginning = [48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, algorithm, 4, 34, 4, 32];
  const key = Buffer.concat([Buffer.from(beginning), Buffer.from(secret, "base64")]);
  const privateKey = createPrivateKey({ key, format: "der", type: "pkcs8" });
  const { x = "" } = createPublicKey(privateKey).export({ format: "jwk" });
  return Buffer.from(x, "base64url");
}
