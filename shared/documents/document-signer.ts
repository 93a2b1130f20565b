import { openDocumentKeys } from "./document-keys.ts";
import { signDocument } from "./sign-document.ts";
import type { DecisionDocument, SignedDocument } from "./signed-document.ts";

export type DocumentSigner = (document: DecisionDocument) => Promise<SignedDocument>;

/** Signs with the newest key of the ring. */
export function documentSigner(documentKeys: string): DocumentSigner {
  return async (document) => {
    const [newest] = await openDocumentKeys(documentKeys);
    return signDocument(newest, document);
  };
}
