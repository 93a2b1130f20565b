import { documentSigner } from "#shared/documents/document-signer.ts";
import { aKey } from "./builders.ts";

/** Signs documents with a key that is made for the test. */
export const sign = documentSigner(JSON.stringify({ 1: aKey() }));
