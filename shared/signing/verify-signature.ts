import { decodeBase64url } from "./base64url.ts";
import type { PublicJwk } from "./public-jwk.ts";

/** Verifies a signature of SM2; it weighs twenty kibibytes, so whoever meets no such key need not carry it. */
export type Sm2Verifier = (
  key: { readonly x: string; readonly y: string },
  message: Uint8Array,
  signature: Uint8Array,
) => boolean;

/**
 * Whether a signature is that of the key over the bytes; what is malformed is not. Runs in a Worker and in a browser.
 *
 * @param sm2 `sm2Verify`, where keys of SM2 are to be had; without it nothing of theirs is genuine
 */
export async function isSignatureOf(
  { alg, x, y = "" }: PublicJwk,
  message: Uint8Array,
  signature: Uint8Array,
  sm2?: Sm2Verifier,
): Promise<boolean> {
  switch (alg) {
    case "EdDSA": {
      const raw = decodeBase64url(x);
      if (raw?.length !== 32 || signature.length !== 64) return false;
      const key = await crypto.subtle.importKey("raw", raw, "Ed25519", false, ["verify"]);
      // Copies: WebCrypto takes nothing that could lie in shared memory.
      return crypto.subtle.verify(
        "Ed25519",
        key,
        new Uint8Array(signature),
        new Uint8Array(message),
      );
    }
    case "SM2-SM3":
      return sm2?.({ x, y }, message, signature) ?? false;
  }
  return alg satisfies never;
}
