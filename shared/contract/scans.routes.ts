import * as z from "zod/mini";
import type { NamedSchemas, RouteDescription } from "./openapi.ts";
import {
  enrolledSchema,
  enrolmentSchema,
  offlineAnswerSchema,
  offlinePackSchema,
  offlineScansSchema,
  scanAnswerSchema,
  scanRequestSchema,
} from "./scans.schema.ts";
import {
  policyMonthSchema,
  settlementRequestSchema,
  settlementsQuerySchema,
  settlementsSchema,
  venuesSchema,
  visitStatisticsSchema,
} from "./venues-told.schema.ts";

/** What venues send and are told, under the names that the document gives it. */
export const scanSchemas = {
  DeviceEnrolled: enrolledSchema,
  DeviceEnrolment: enrolmentSchema,
  OfflinePack: offlinePackSchema,
  OfflineResults: offlineAnswerSchema,
  OfflineScans: offlineScansSchema,
  ScanAnswer: scanAnswerSchema,
  ScanRequest: scanRequestSchema,
  SettlementRequest: settlementRequestSchema,
  Settlements: settlementsSchema,
  Venues: venuesSchema,
  VisitStatistics: visitStatisticsSchema,
} as const satisfies NamedSchemas;

const json = (name: keyof typeof scanSchemas) => ({ "application/json": name });

const problem = (description: string) => ({
  description,
  content: { "application/problem+json": "Problem" },
});

const refusedToStaff = {
  401: problem("No valid token"),
  403: problem("The role or department does not allow it"),
} as const;

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
  {
    method: "post",
    path: "/v1/scans/offline",
    operationId: "reportOfflineScans",
    summary: "A device tells what it granted while it had no network",
    description:
      "At most seven days later. Each scan has a result of its own; the same scan again is counted once. What could not " +
      "have been granted with a network is a conflict, and work of the department that leads the policy.",
    security: "signature",
    headers: signedHeaders,
    request: json("OfflineScans"),
    responses: {
      200: { description: "A result for each scan", content: json("OfflineResults") },
      ...refusedToVenues,
    },
  },
  {
    method: "get",
    path: "/v1/scans/offline-pack",
    operationId: "getOfflinePack",
    summary: "What a device must know to work without network, for a day",
    description: "Signed like any request, over an empty body.",
    security: "signature",
    headers: signedHeaders,
    query: z.object({ venue: z.string(), device: z.optional(z.string()) }),
    responses: {
      200: { description: "Keys and policies", content: json("OfflinePack") },
      401: refusedToVenues[401],
      503: refusedToVenues[503],
    },
  },
  {
    method: "post",
    path: "/v1/scans/enrolments",
    operationId: "enrolDevice",
    summary: "A device makes itself known by a code that is good once",
    request: json("DeviceEnrolment"),
    responses: {
      200: {
        description: "The key with which it signs from now on",
        content: json("DeviceEnrolled"),
      },
      400: problem("The body is malformed"),
      401: problem("No such code, or it was used"),
      503: refusedToVenues[503],
    },
  },
  {
    method: "get",
    path: "/v1/console/venues",
    operationId: "listVenues",
    summary: "The venues with their devices; two persons of operations register them by proposals",
    security: "bearer",
    responses: {
      200: { description: "Every venue", content: json("Venues") },
      ...refusedToStaff,
    },
  },
  {
    method: "get",
    path: "/v1/console/venues/statistics",
    operationId: "countVisits",
    summary: "How often a policy was granted at each venue in a month that has ended",
    description:
      "For the department that leads the policy, auditors and coordinators. Groups under five are hidden, and as many " +
      "others as it takes so that none of them can be computed.",
    security: "bearer",
    query: policyMonthSchema,
    responses: {
      200: { description: "By venue", content: json("VisitStatistics") },
      400: problem("The query is malformed"),
      404: problem("No such policy"),
      409: problem("The month has not ended"),
      ...refusedToStaff,
    },
  },
  {
    method: "get",
    path: "/v1/console/venues/settlements",
    operationId: "listSettlements",
    summary: "What venues are given back for visits, and how its payment stands",
    security: "bearer",
    query: settlementsQuerySchema,
    responses: {
      200: { description: "The newest first", content: json("Settlements") },
      400: problem("The query is malformed"),
      404: problem("No such policy"),
      ...refusedToStaff,
    },
  },
  {
    method: "post",
    path: "/v1/console/venues/settlements",
    operationId: "settleVisits",
    summary: "Have the visits of a month settled with the payer; twice does no more than once",
    description:
      "By approver or finance of the lead department. Each venue's sum is a payment of its own, and needs a release: by two " +
      "persons (a proposal of kind `release` with its endToEndId), or an authorisation. What came back is paid again once " +
      "the account is another.",
    security: "bearer",
    request: json("SettlementRequest"),
    responses: {
      200: { description: "The settlements of the month", content: json("Settlements") },
      400: problem("The request is malformed"),
      404: problem("No such policy"),
      409: problem("What was granted without network may still be told"),
      ...refusedToStaff,
    },
  },
];
