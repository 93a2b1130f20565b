import { base64url, decodeProtectedHeader, errors, flattenedVerify, importJWK } from "jose";
import type { PublicJwk } from "./document-keys.ts";
import { canonicalBytes, documentType } from "./sign-document.ts";
import { sm2Verify } from "./sm2.ts";

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
  const signed = {
    protected: protectedHeader,
    payload: canonicalPayload(document),
    signature: mark,
  };
  return (await isSigned(key, signed))
    ? { ok: true, keyId: key.kid, algorithm: key.alg }
    : { ok: false, because: "altered" };
}

interface Flattened {
  readonly protected: string;
  readonly payload: string;
  readonly signature: string;
}

async function isSigned(key: PublicJwk, signed: Flattened): Promise<boolean> {
  if (key.alg === "SM2-SM3") {
    const { x, y = "" } = key;
    const input = encoder.encode(`${signed.protected}.${signed.payload}`);
    return sm2Verify({ x, y }, input, decoded(signed.signature));
  }
  try {
    await flattenedVerify(signed, await importJWK({ ...key }, key.alg), { algorithms: [key.alg] });
    return true;
  } catch (error) {
    if (error instanceof errors.JOSEError) return false;
    throw error;
  }
}

const canonicalPayload = (document: unknown): string => base64url.encode(canonicalBytes(document));

function decoded(text: string): Uint8Array {
  try {
    return base64url.decode(text);
  } catch {
    return new Uint8Array();
  }
}

function headerOf(signature: string): ReturnType<typeof decodeProtectedHeader> | undefined {
  try {
    return decodeProtectedHeader(signature);
  } catch {
    return undefined;
  }
}
