import { decodeProtectedHeader } from "jose";
import { decodeBase64url, encodeBase64url } from "#shared/signing/base64url.ts";
import type { PublicJwk } from "#shared/signing/public-jwk.ts";
import { sm2Verify } from "#shared/signing/sm2.ts";
import { isSignatureOf } from "#shared/signing/verify-signature.ts";
import { canonicalBytes, documentType } from "./sign-document.ts";

export type Verification =
  | { readonly ok: true; readonly keyId: string; readonly algorithm: PublicJwk["alg"] }
  | {
      readonly ok: false;
      /** The signature is none of ours; it was made with a key that is not among those given; or a byte was changed. */
      readonly because: "malformed" | "unknown-key" | "altered";
    };

const encoder = new TextEncoder();

/** Whether a detached signature is ours and the document is, to the letter, the one that was signed. */
export async function verifyDocument(
  keys: readonly PublicJwk[],
  document: unknown,
  signature: string,
): Promise<Verification> {
  const [protectedHeader, payload, mark, ...rest] = signature.split(".");
  const header = headerOf(signature);
  if (header === undefined || header.typ !== documentType)
    return { ok: false, because: "malformed" };
  if (protectedHeader === undefined || mark === undefined || payload !== "" || rest.length > 0)
    return { ok: false, because: "malformed" };
  const key = keys.find(({ kid, alg }) => kid === header.kid && alg === header.alg);
  if (key === undefined) return { ok: false, because: "unknown-key" };
  const input = encoder.encode(`${protectedHeader}.${encodeBase64url(canonicalBytes(document))}`);
  const signed = decodeBase64url(mark);
  return signed !== undefined && (await isSignatureOf(key, input, signed, sm2Verify))
    ? { ok: true, keyId: key.kid, algorithm: key.alg }
    : { ok: false, because: "altered" };
}

function headerOf(signature: string): ReturnType<typeof decodeProtectedHeader> | undefined {
  try {
    return decodeProtectedHeader(signature);
  } catch {
    return undefined;
  }
}
