import { sm2 } from "sm-crypto-v2";
import { decodeBase64url, encodeBase64url } from "./base64url.ts";

/*
 * SM2 with SM3 (GB/T 32918, GB/T 32905) by sm-crypto-v2, as a signature of 64 bytes r ‖ s, with the standard's own user
 * id. JOSE has no registered name for it: "SM2-SM3" is ours.
 */

const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

const bytesOf = (text: string): Uint8Array =>
  Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

/** The public point of a private key, in base64url as a JWK has it. */
export function sm2PublicKey(privateKey: Uint8Array): { readonly x: string; readonly y: string } {
  const point = sm2.getPublicKeyFromPrivateKey(hex(privateKey)).slice(2);
  return {
    x: encodeBase64url(bytesOf(point.slice(0, 64))),
    y: encodeBase64url(bytesOf(point.slice(64))),
  };
}

/** Signs bytes. */
export function sm2Sign(privateKey: Uint8Array, message: Uint8Array): Uint8Array {
  return bytesOf(sm2.doSignature(message, hex(privateKey), { hash: true }));
}

/** Whether a signature is that of the key over the bytes; what is malformed is not. */
export function sm2Verify(
  { x, y }: { readonly x: string; readonly y: string },
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  const [left, right] = [decodeBase64url(x), decodeBase64url(y)];
  if (signature.length !== 64 || left === undefined || right === undefined) return false;
  const point = `04${hex(left)}${hex(right)}`;
  return sm2.doVerifySignature(message, hex(signature), point, { hash: true });
}
