import * as z from "zod/mini";
import type { NamedSchemas, RouteDescription } from "./openapi.ts";
import {
  counterDecisionRequestSchema,
  countsQuerySchema,
  visitRequestSchema,
} from "./window-requests.schema.ts";
import { clerkCountsSchema, counterReceiptSchema, visitSchema } from "./window.schema.ts";

export const windowSchemas = {
  ClerkCounts: clerkCountsSchema,
  CounterDecisionRequest: counterDecisionRequestSchema,
  CounterReceipt: counterReceiptSchema,
  Visit: visitSchema,
  VisitRequest: visitRequestSchema,
} as const satisfies NamedSchemas;

const json = (name: keyof typeof windowSchemas) => ({ "application/json": name });

const problem = (description: string) => ({
  description,
  content: { "application/problem+json": "Problem" },
});

const refusedToStaff = {
  401: problem("No valid token"),
  403: problem("The role does not allow it"),
} as const;

/** Without a smartphone: at the counter of a community service centre, with the card in hand. */
export const windowRoutes: readonly RouteDescription[] = [
  {
    method: "post",
    path: "/v1/console/window/visits",
    operationId: "openVisit",
    summary: "Somebody has come to the counter in person; recorded as an access to personal data",
    description:
      "By the role `window`, for whoever is present and has shown the card. The number is posted and stands in no URL; from " +
      "then on the visit stands for it, for two hours and this clerk. What is told is masked.",
    security: "bearer",
    request: json("VisitRequest"),
    responses: {
      201: { description: "What waits for the person", content: json("Visit") },
      400: problem("The request is malformed, or the number is not valid"),
      ...refusedToStaff,
      403: problem("Another role; an organisation; a child under 14; a death on record; the clerk"),
      404: problem("Nothing was ever reported of this number"),
    },
  },
  {
    method: "get",
    path: "/v1/console/window/visits/{visit}",
    operationId: "readVisit",
    summary: "What waits for the person at the counter now; recorded as an access",
    security: "bearer",
    pathParameters: { visit: z.string() },
    responses: {
      200: { description: "What waits for the person", content: json("Visit") },
      ...refusedToStaff,
      404: problem("No such visit, another clerk's, or over"),
    },
  },
  {
    method: "post",
    path: "/v1/console/window/visits/{visit}/decisions",
    operationId: "recordCounterDecision",
    summary: "The person at the counter confirms, waives, or takes back what was decided",
    description:
      "The same decision as the tap: one conditional statement, one receipt, one document of record, which says that it was " +
      "made at the counter and who wrote it down. Repeated, it shows the same receipt.",
    security: "bearer",
    pathParameters: { visit: z.string() },
    request: json("CounterDecisionRequest"),
    responses: {
      200: { description: "The receipt", content: json("CounterReceipt") },
      400: problem("The request is malformed"),
      ...refusedToStaff,
      404: problem("No such visit, another clerk's, or over"),
      409: problem(
        "The offer has ended, the account has changed, a payment is under way, or nobody asked again",
      ),
    },
  },
  {
    method: "get",
    path: "/v1/console/window/counts",
    operationId: "countVisits",
    summary: "What each clerk did on a day; for auditors",
    security: "bearer",
    query: countsQuerySchema,
    responses: {
      200: { description: "Clerks by their opaque ids", content: json("ClerkCounts") },
      400: problem("No such day"),
      ...refusedToStaff,
    },
  },
];
