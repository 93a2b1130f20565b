import canonicalize from "canonicalize";
import { encodeBase64url } from "#shared/signing/base64url.ts";
import { signBytes } from "#shared/signing/signing-keys.ts";
import type { DocumentKey } from "./document-keys.ts";
import type { DecisionDocument, SignedDocument } from "./signed-document.ts";

/** What a document's signature says that it is, so that no other JWS of ours passes for one. */
export const documentType = "jixiang-document";

const encoder = new TextEncoder();

/** The bytes that are signed: canonical JSON (RFC 8785), the same whatever the order of keys or the spaces. */
export function canonicalBytes(document: unknown): Uint8Array {
  return encoder.encode(canonicalize(document));
}

/**
 * Signs a document. The signature proves that nothing of it was changed since the decision; it is no electronic seal
 * 电子印章 of the department.
 */
export async function signDocument(
  key: DocumentKey,
  document: DecisionDocument,
): Promise<SignedDocument> {
  const header = { alg: key.algorithm, kid: key.keyId, typ: documentType };
  const protectedHeader = encodeBase64url(encoder.encode(JSON.stringify(header)));
  const input = `${protectedHeader}.${encodeBase64url(canonicalBytes(document))}`;
  const signature = await signBytes(key, encoder.encode(input));
  return { document, signature: `${protectedHeader}..${encodeBase64url(signature)}` };
}
