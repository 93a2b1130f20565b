import { openSigningKeys, type SigningKey } from "#shared/signing/signing-keys.ts";

/** A key that signs documents. */
export type DocumentKey = SigningKey;

/** The ring of `DOCUMENT_KEYS`, the newest first: it signs, the others only verify what they signed. */
export const openDocumentKeys = (documentKeys: string): Promise<[DocumentKey, ...DocumentKey[]]> =>
  openSigningKeys(documentKeys, "document");
