import { decodeBase32, encodeBase32 } from "#shared/identity/base32.ts";
import { keyBytes } from "#shared/sealing/digest.ts";
import { decodeBase64url } from "#shared/signing/base64url.ts";
import { at } from "./code-layout.ts";
import type { ReadCode } from "./read-code.ts";
import { readRing } from "./read-ring.ts";

/*
 * The subject of a code is sealed to the function that opens it: whoever issues codes cannot open them. X25519 with a key made
 * for this code alone, HKDF with SHA-256, AES-256-GCM; what stands before the sealed part is sealed along.
 */

/** To whom subjects are sealed. */
export interface SealingKey {
  readonly version: number;
  readonly publicKey: Uint8Array<ArrayBuffer>;
}

/** The newest of `CODE_SEALING_KEYS`, JSON `{ "<version>": "<base64 of an X25519 public key>" }`. */
export function readSealingKey(codeSealingKeys: string): SealingKey {
  const [newest] = readRing(codeSealingKeys, "CODE_SEALING_KEYS");
  if (newest === undefined) throw new TypeError("CODE_SEALING_KEYS holds no key");
  return { version: newest.version, publicKey: keyBytes(newest.secret) };
}

const encoder = new TextEncoder();
const keyLength = 28;
/** Makes the 140 bits of a subject's key whole bytes. */
const filler = "aaaa";

/** A key pair for one code, whose public half the code carries. */
export async function ephemeralPair(): Promise<{
  readonly privateKey: CryptoKey;
  readonly publicKey: Uint8Array<ArrayBuffer>;
}> {
  const pair = await crypto.subtle.generateKey("X25519", true, ["deriveBits"]);
  if (!("privateKey" in pair)) throw new TypeError("X25519 makes pairs");
  const publicKey = await crypto.subtle.exportKey("raw", pair.publicKey);
  if (!(publicKey instanceof ArrayBuffer)) throw new TypeError("a raw key is bytes");
  return { privateKey: pair.privateKey, publicKey: new Uint8Array(publicKey) };
}

/**
 * Seals a subject's key into 36 bytes.
 *
 * @param before the payload up to the sealed part
 */
export async function sealSubject(
  { publicKey }: SealingKey,
  privateKey: CryptoKey,
  before: Uint8Array<ArrayBuffer>,
  subjectKey: string,
): Promise<Uint8Array> {
  const plain = subjectKey.length === keyLength ? decodeBase32(subjectKey + filler) : undefined;
  if (plain === undefined) throw new RangeError("a subject's key has 28 base32 characters");
  const { key, iv } = await agree(privateKey, publicKey, before, publicKey, "encrypt");
  const parameters = { name: "AES-GCM", iv, additionalData: before };
  return new Uint8Array(await crypto.subtle.encrypt(parameters, key, plain));
}

/**
 * The key of a code's subject; undefined where the ring has no key for it or the seal is not whole.
 *
 * @param codeOpeningKeys `CODE_OPENING_KEYS`, JSON `{ "<version>": "<base64 of an X25519 private key>" }`
 */
export async function openSubject(
  codeOpeningKeys: string,
  { payload, openingVersion }: ReadCode,
): Promise<string | undefined> {
  const ring = readRing(codeOpeningKeys, "CODE_OPENING_KEYS");
  const found = ring.find(({ version }) => version === openingVersion);
  if (found === undefined) return undefined;
  const { privateKey, publicKey } = await openingPair(found.secret);
  const before = payload.slice(0, at.sealed);
  try {
    const ephemeral = payload.slice(at.ephemeral, at.sealed);
    const { key, iv } = await agree(privateKey, ephemeral, before, publicKey, "decrypt");
    const parameters = { name: "AES-GCM", iv, additionalData: before };
    const sealed = payload.slice(at.sealed, at.slots);
    const plain = new Uint8Array(await crypto.subtle.decrypt(parameters, key, sealed));
    return encodeBase32(plain).slice(0, keyLength);
  } catch {
    return undefined;
  }
}

/** What stands before the 32 bytes of a private key in PKCS #8 (RFC 8410). */
const pkcs8Beginning = [48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 110, 4, 34, 4, 32] as const;

async function openingPair(secret: string) {
  const privateKey = await crypto.subtle.importKey(
    "pkcs8",
    Uint8Array.from([...pkcs8Beginning, ...keyBytes(secret)]),
    "X25519",
    true,
    ["deriveBits"],
  );
  const exported = await crypto.subtle.exportKey("jwk", privateKey);
  const x = "x" in exported ? exported.x : undefined;
  const publicKey = x === undefined ? undefined : decodeBase64url(x);
  if (publicKey === undefined) throw new TypeError("an opening key has no public part");
  return { privateKey, publicKey };
}

/** What the two agree on: a key and a nonce for this code alone. */
async function agree(
  privateKey: CryptoKey,
  theirs: Uint8Array<ArrayBuffer>,
  before: Uint8Array<ArrayBuffer>,
  opener: Uint8Array<ArrayBuffer>,
  usage: "encrypt" | "decrypt",
): Promise<{ readonly key: CryptoKey; readonly iv: Uint8Array<ArrayBuffer> }> {
  const other = await crypto.subtle.importKey("raw", theirs, "X25519", false, []);
  const secret = await crypto.subtle.deriveBits(withPublic(other), privateKey, 256);
  const base = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveBits"]);
  const salt = Uint8Array.from([...before.subarray(at.ephemeral), ...opener]);
  const info = encoder.encode("jixiang code");
  const bits = await crypto.subtle.deriveBits(
    { name: "HKDF", hash: "SHA-256", salt, info },
    base,
    (32 + 12) * 8,
  );
  const key = await crypto.subtle.importKey("raw", bits.slice(0, 32), "AES-GCM", false, [usage]);
  return { key, iv: new Uint8Array(bits.slice(32)) };
}

/** Guarantee: the platform reads `public`, as Web Crypto has it; its types call it `$public`. */
function withPublic(key: CryptoKey): SubtleCryptoDeriveKeyAlgorithm {
  return { name: "X25519", public: key } as SubtleCryptoDeriveKeyAlgorithm;
}
