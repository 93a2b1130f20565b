import * as z from "zod/mini";
import type { NamedSchemas, RouteDescription } from "./openapi.ts";
import { scanAnswerSchema, scanRequestSchema } from "./scans.schema.ts";

/** What venues send and are told, under the names that the document gives it. */
export const scanSchemas = {
  ScanAnswer: scanAnswerSchema,
  ScanRequest: scanRequestSchema,
} as const satisfies NamedSchemas;

const json = (name: keyof typeof scanSchemas) => ({ "application/json": name });

const problem = (description: string) => ({
  description,
  content: { "application/problem+json": "Problem" },
});

const signedHeaders = {
  "webhook-id": z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/)),
  "webhook-timestamp": z.string().check(z.regex(/^\d{10}$/)),
};

const refusedToVenues = {
  400: problem("The body was rightly signed and is malformed"),
  401: problem("The signature is not valid, or the venue or device not known; no reason is told"),
  413: problem("The body is too large"),
  415: problem("Not application/json"),
  503: problem("Overloaded; send it again at once with the same webhook-id"),
} as const;

export const scanRoutes: readonly RouteDescription[] = [
  {
    method: "post",
    path: "/v1/scans",
    operationId: "scan",
    summary: "A venue scans a code or reads a card: what is due is granted at once",
    description:
      "Signed by Standard Webhooks under a key of a device of the venue, or of the department whose venue it is. " +
      "What is known at this moment counts. Refusals all look the same. The same webhook-id again, with the same body, " +
      "has the same answer and is counted once.",
    security: "signature",
    headers: signedHeaders,
    request: json("ScanRequest"),
    responses: {
      200: { description: "Granted, refused, or not to be told", content: json("ScanAnswer") },
      ...refusedToVenues,
    },
  },
];
