import canonicalize from "canonicalize";
import { base64url, CompactSign } from "jose";
import type { DocumentKey } from "./document-keys.ts";
import type { DecisionDocument, SignedDocument } from "./signed-document.ts";
import { sm2Sign } from "./sm2.ts";

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
  const payload = canonicalBytes(document);
  const [protectedHeader, , signature] = (await compactJws(key, header, payload)).split(".");
  return { document, signature: `${protectedHeader}..${signature}` };
}

async function compactJws(
  key: DocumentKey,
  header: { readonly alg: string; readonly kid: string; readonly typ: string },
  payload: Uint8Array,
): Promise<string> {
  switch (key.algorithm) {
    case "EdDSA":
      return new CompactSign(payload).setProtectedHeader(header).sign(key.privateKey);
    case "SM2-SM3": {
      const input = `${base64url.encode(JSON.stringify(header))}.${base64url.encode(payload)}`;
      const signature = sm2Sign(key.privateKey, encoder.encode(input));
      return `${input}.${base64url.encode(signature)}`;
    }
  }
  return key satisfies never;
}
