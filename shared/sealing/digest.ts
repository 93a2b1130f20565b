import { encodeBase32 } from "#shared/identity/base32.ts";

const encoder = new TextEncoder();

/** SHA-256 of a text, as 52 lower-case base32 characters. */
export async function digestText(text: string): Promise<string> {
  return encodeBase32(new Uint8Array(await crypto.subtle.digest("SHA-256", encoder.encode(text))));
}

/** HMAC-SHA256 of a text under a key of at least 16 bytes in base64: 32 bytes. */
export async function keyedHash(keyBase64: string, text: string): Promise<Uint8Array> {
  const key = await crypto.subtle.importKey(
    "raw",
    keyBytes(keyBase64),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign"],
  );
  return new Uint8Array(await crypto.subtle.sign("HMAC", key, encoder.encode(text)));
}

/** A secret's bytes; throws when it is not base64 or shorter than 16 bytes, so that a missing secret is noticed at once. */
export function keyBytes(keyBase64: string): Uint8Array<ArrayBuffer> {
  const bytes = Uint8Array.from(atob(keyBase64), (character) => character.charCodeAt(0));
  if (bytes.length < 16) throw new RangeError("a key must have at least 16 bytes");
  return bytes;
}

/** A random id of 26 base32 characters (130 bits). */
export function randomId(): string {
  return encodeBase32(crypto.getRandomValues(new Uint8Array(17))).slice(0, 26);
}
