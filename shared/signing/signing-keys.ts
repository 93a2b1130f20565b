import { keyBytes } from "#shared/sealing/digest.ts";
import type { PublicJwk } from "./public-jwk.ts";
import { sm2PublicKey, sm2Sign } from "./sm2.ts";

/** A key that signs. */
export type SigningKey =
  | {
      readonly algorithm: "EdDSA";
      readonly keyId: string;
      readonly privateKey: CryptoKey;
      readonly publicJwk: PublicJwk;
    }
  | {
      readonly algorithm: "SM2-SM3";
      readonly keyId: string;
      readonly privateKey: Uint8Array;
      readonly publicJwk: PublicJwk;
    };

/**
 * A ring of keys, the newest first: it signs, the others only verify what they signed.
 *
 * @param ring JSON `{ "<version>": "<base64 of 32 bytes>" }` for Ed25519, or `{ "<version>": { "sm2": "<base64>" } }`
 * @param use the beginning of the keys' names: `document` makes `document-2` of version 2
 */
export async function openSigningKeys(
  ring: string,
  use: string,
): Promise<[SigningKey, ...SigningKey[]]> {
  const parsed: unknown = JSON.parse(ring);
  if (typeof parsed !== "object" || parsed === null)
    throw new TypeError(`the ring of ${use} keys is not a JSON object`);
  const [first, ...others] = await Promise.all(
    Object.entries(parsed)
      .toSorted(([a], [b]) => Number(b) - Number(a))
      .map(async ([version, secret]) => openKey(`${use}-${version}`, secret)),
  );
  if (first === undefined) throw new TypeError(`the ring of ${use} keys holds no key`);
  return [first, ...others];
}

/** A signature of 64 bytes. */
export async function signBytes(key: SigningKey, message: Uint8Array): Promise<Uint8Array> {
  switch (key.algorithm) {
    case "EdDSA":
      return new Uint8Array(await crypto.subtle.sign("Ed25519", key.privateKey, message));
    case "SM2-SM3":
      return sm2Sign(key.privateKey, message);
  }
  return key satisfies never;
}

async function openKey(keyId: string, secret: unknown): Promise<SigningKey> {
  if (typeof secret === "string") return ed25519Key(keyId, keyBytes(secret));
  if (typeof secret === "object" && secret !== null && "sm2" in secret)
    return sm2Key(keyId, keyBytes(String(secret.sm2)));
  throw new TypeError(`${keyId} is neither base64 nor { "sm2": base64 }`);
}

/** What stands before the 32 bytes of a private key in PKCS #8 (RFC 8410). */
const pkcs8Beginning = [48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32] as const;

async function ed25519Key(keyId: string, seed: Uint8Array): Promise<SigningKey> {
  const privateKey = await crypto.subtle.importKey(
    "pkcs8",
    Uint8Array.from([...pkcs8Beginning, ...seed]),
    { name: "Ed25519" },
    true,
    ["sign"],
  );
  const exported = await crypto.subtle.exportKey("jwk", privateKey);
  const x = "x" in exported ? exported.x : undefined;
  if (x === undefined) throw new TypeError(`${keyId} has no public part`);
  const publicJwk = {
    kty: "OKP",
    crv: "Ed25519",
    x,
    kid: keyId,
    alg: "EdDSA",
    use: "sig",
  } as const;
  return { algorithm: "EdDSA", keyId, privateKey, publicJwk };
}

function sm2Key(keyId: string, privateKey: Uint8Array): SigningKey {
  const publicJwk = {
    kty: "EC",
    crv: "SM2",
    ...sm2PublicKey(privateKey),
    kid: keyId,
    alg: "SM2-SM3",
    use: "sig",
  } as const;
  return { algorithm: "SM2-SM3", keyId, privateKey, publicJwk };
}
