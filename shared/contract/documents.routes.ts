import {
  documentKeysSchema,
  verificationRequestSchema,
  verificationSchema,
  verifiedMessageRequestSchema,
  verifiedMessageSchema,
} from "./documents.schema.ts";
import type { NamedSchemas, RouteDescription } from "./openapi.ts";

export const documentSchemas = {
  DocumentKeys: documentKeysSchema,
  Verification: verificationSchema,
  VerificationRequest: verificationRequestSchema,
  VerifiedMessage: verifiedMessageSchema,
  VerifiedMessageRequest: verifiedMessageRequestSchema,
} as const satisfies NamedSchemas;

const json = (name: keyof typeof documentSchemas) => ({ "application/json": name });
const refused = (description: string) => ({
  description,
  content: { "application/problem+json": "Problem" },
});

/** Whether a document of record is ours and unchanged, and whether a message is; anyone may ask, and nothing is stored. */
export const documentRoutes: readonly RouteDescription[] = [
  {
    method: "post",
    path: "/v1/verifications",
    operationId: "verifyDocument",
    summary: "Whether an application form or a waiver is ours, to the letter",
    request: json("VerificationRequest"),
    responses: {
      200: { description: "Genuine or not", content: json("Verification") },
      400: refused("No document by its shape"),
      413: refused("Larger than any document of ours"),
    },
  },
  {
    method: "post",
    path: "/v1/verifications/messages",
    operationId: "verifyMessage",
    summary: "Whether a message is ours, by its number; nothing else is told",
    request: json("VerifiedMessageRequest"),
    responses: {
      200: { description: "Ours or not", content: json("VerifiedMessage") },
      400: refused("No number by its shape"),
      413: refused("Larger than any request of this kind"),
    },
  },
  {
    method: "get",
    path: "/v1/document-keys",
    operationId: "listDocumentKeys",
    summary: "The public keys by which anyone verifies documents without us",
    responses: { 200: { description: "A JWK Set", content: json("DocumentKeys") } },
  },
];
