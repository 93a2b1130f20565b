import * as z from "zod/mini";
import type { NamedSchemas, RouteDescription } from "./openapi.ts";
import {
  counterDecisionRequestSchema,
  counterMandateRequestSchema,
  countsQuerySchema,
  guardianshipRequestSchema,
  smsRepliesRequestSchema,
  visitRequestSchema,
} from "./window-requests.schema.ts";
import { clerkCountsSchema, counterReceiptSchema, visitSchema } from "./window.schema.ts";

export const windowSchemas = {
  ClerkCounts: clerkCountsSchema,
  CounterDecisionRequest: counterDecisionRequestSchema,
  CounterMandateRequest: counterMandateRequestSchema,
  CounterReceipt: counterReceiptSchema,
  GuardianshipRequest: guardianshipRequestSchema,
  Visit: visitSchema,
  SmsRepliesRequest: smsRepliesRequestSchema,
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
    method: "post",
    path: "/v1/console/window/visits/{visit}/mandates",
    operationId: "grantMandateAtCounter",
    summary: "The person charges somebody who has come along with deciding in the person's stead",
    security: "bearer",
    pathParameters: { visit: z.string() },
    request: json("CounterMandateRequest"),
    responses: {
      201: { description: "Granted; the visit as it is now", content: json("Visit") },
      400: problem(
        "The request is malformed, a number is not valid, or the last day too far ahead",
      ),
      ...refusedToStaff,
      404: problem("No such visit, or nothing was ever reported of the agent"),
      409: problem("These two cannot: under age, a death on record, or the same person"),
    },
  },
  {
    method: "post",
    path: "/v1/console/window/visits/{visit}/guardianships",
    operationId: "recordGuardianship",
    summary: "Whoever came decides for a child of theirs, or for a ward by a court's judgment",
    description:
      "`parent`: public-security or civil-affairs have reported the relation, and the child is under 18; it ends on its own.",
    security: "bearer",
    pathParameters: { visit: z.string() },
    request: json("GuardianshipRequest"),
    responses: {
      201: { description: "Recorded; the visit as it is now", content: json("Visit") },
      400: problem(
        "The request is malformed, a number is not valid, or the last day too far ahead",
      ),
      ...refusedToStaff,
      404: problem("No such visit, or nothing was ever reported of the ward"),
      409: problem("Not known to be a parent of this child, or the child is of age"),
    },
  },
  {
    method: "post",
    path: "/v1/console/window/visits/{visit}/mandates/{mandate}/end",
    operationId: "endMandateAtCounter",
    summary: "The person revokes a mandate, or gives one up",
    security: "bearer",
    pathParameters: { visit: z.string(), mandate: z.string() },
    responses: {
      200: { description: "The visit as it is now", content: json("Visit") },
      ...refusedToStaff,
      404: problem("No such visit, or no such mandate of this person"),
    },
  },
  {
    method: "post",
    path: "/v1/console/window/visits/{visit}/mandates/{mandate}/visits",
    operationId: "openVisitForAnother",
    summary: "Whoever came decides for another now, by a mandate: a visit of its own",
    description: "What is decided in it says who decided, and is told to the other one by message.",
    security: "bearer",
    pathParameters: { visit: z.string(), mandate: z.string() },
    responses: {
      201: { description: "What waits for the other one", content: json("Visit") },
      ...refusedToStaff,
      404: problem("No such visit, or no such mandate that is in force"),
    },
  },
  {
    method: "post",
    path: "/v1/console/window/visits/{visit}/sms-replies",
    operationId: "recordSmsReplies",
    summary: "The person has no smartphone: messages say how to answer by a text message",
    description:
      "Only what the link alone could confirm, and money to the account on file, is asked so; such a message carries no link.",
    security: "bearer",
    pathParameters: { visit: z.string() },
    request: json("SmsRepliesRequest"),
    responses: {
      200: { description: "The visit as it is now", content: json("Visit") },
      400: problem("The request is malformed"),
      ...refusedToStaff,
      404: problem("No such visit, another clerk's, or over"),
      409: problem("The visit is by somebody who decides for another"),
    },
  },
  {
    method: "get",
    path: "/v1/console/window/counts",
    operationId: "countCounterVisits",
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
