import * as z from "zod/mini";
import { departmentIds } from "#shared/identity/departments.ts";
import {
  deadLettersSchema,
  replayedSchema,
  sealsSchema,
  stateCountsSchema,
  unreleasedSchema,
} from "./console.schema.ts";
import { eventResultsSchema, eventSchema } from "./events.schema.ts";
import { explanationRequestSchema } from "./explanation-request.schema.ts";
import { explanationsSchema } from "./explanations.schema.ts";
import type { NamedSchemas, RouteDescription } from "./openapi.ts";
import {
  alarmRaisedSchema,
  fulfilmentRequestedSchema,
  noticeRequestedSchema,
} from "./outgoing.schema.ts";
import {
  functionHealthSchema,
  healthSchema,
  problemSchema,
  problemTypeSchema,
} from "./problem.schema.ts";
import { documentRoutes, documentSchemas } from "./documents.routes.ts";
import { caseSchemas } from "./cases.webhooks.ts";
import { catalogueRoutes, catalogueSchemas } from "./catalogue.routes.ts";
import { gatewayRoutes, gatewaySchemas } from "./gateways.routes.ts";
import { letterRoutes, letterSchemas } from "./letters.routes.ts";
import { meRoutes } from "./me.routes.ts";
import { objectionRoutes, objectionSchemas } from "./objections.routes.ts";
import { opennessRoutes, opennessSchemas } from "./openness.routes.ts";
import { recoveryRoutes, recoverySchemas } from "./recoveries.routes.ts";
import { proposalRoutes, proposalSchemas } from "./proposals.routes.ts";
import { policyLifeRoutes, policyLifeSchemas } from "./policy-life.routes.ts";
import { scanRoutes, scanSchemas } from "./scans.routes.ts";
import { shadowRunRoutes, shadowRunSchemas } from "./shadow-runs.routes.ts";
import { printedCodeRoutes, printedCodeSchemas } from "./printed-codes.routes.ts";
import { mandateRoutes, mandateSchemas } from "./mandates.routes.ts";
import { windowRoutes, windowSchemas } from "./window.routes.ts";
import { workItemRoutes, workItemSchemas } from "./work-items.routes.ts";

/** Every schema of the outside contract under the name that the document gives it. */
export const schemas = {
  ...caseSchemas,
  ...catalogueSchemas,
  ...documentSchemas,
  ...gatewaySchemas,
  ...letterSchemas,
  ...objectionSchemas,
  ...opennessSchemas,
  ...policyLifeSchemas,
  ...proposalSchemas,
  ...scanSchemas,
  ...shadowRunSchemas,
  ...recoverySchemas,
  ...mandateSchemas,
  ...windowSchemas,
  ...printedCodeSchemas,
  ...workItemSchemas,
  AlarmRaised: alarmRaisedSchema,
  DeadLetters: deadLettersSchema,
  Event: eventSchema,
  EventResults: eventResultsSchema,
  ExplanationRequest: explanationRequestSchema,
  Explanations: explanationsSchema,
  FulfilmentRequested: fulfilmentRequestedSchema,
  FunctionHealth: functionHealthSchema,
  Health: healthSchema,
  NoticeRequested: noticeRequestedSchema,
  Problem: problemSchema,
  ProblemType: problemTypeSchema,
  Replayed: replayedSchema,
  Seals: sealsSchema,
  StateCounts: stateCountsSchema,
  Unreleased: unreleasedSchema,
} as const satisfies NamedSchemas;

const json = (name: keyof typeof schemas) => ({ "application/json": name });

/** A refusal of a route: always a problem document. */
const problem = (description: string) => ({
  description,
  content: { "application/problem+json": "Problem" },
});

const refusedToStaff = {
  401: problem("No valid token"),
  403: problem("The role or department does not allow it"),
} as const;

/** Every route that other systems may use; a function's folder holds the code of its own. */
export const routes: readonly RouteDescription[] = [
  {
    method: "post",
    path: "/v1/departments/{department}/events",
    operationId: "reportEvents",
    summary: "A department reports facts, registers, contacts and fulfilments",
    description:
      "CloudEvents 1.0, one or a batch of 1 to 500, at most 1 MiB, signed by Standard Webhooks. " +
      "Each event has a result of its own, in the order of the batch: one bad event never blocks the others. " +
      "A 2xx is sent only after commit; the same event again is `duplicate`.",
    security: "signature",
    pathParameters: { department: z.enum(departmentIds) },
    headers: {
      "webhook-id": z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/)),
      "webhook-timestamp": z.string().check(z.regex(/^\d{10}$/)),
    },
    request: {
      "application/cloudevents+json": "Event",
      "application/cloudevents-batch+json": { arrayOf: "Event" },
    },
    responses: {
      200: { description: "A result for each event", content: json("EventResults") },
      400: problem("The body is no event and no batch of events"),
      401: problem("The signature is not valid; no reason is told"),
      413: problem("More than 500 events or 1 MiB"),
      415: problem("Not a CloudEvents media type"),
      503: problem("Overloaded, or part of the batch could not be stored; send all of it again"),
    },
  },
  ...gatewayRoutes,
  ...letterRoutes,
  {
    method: "post",
    path: "/v1/console/explanations",
    operationId: "explain",
    summary: "Staff ask why a subject is entitled or not; recorded as an access to personal data",
    security: "bearer",
    request: json("ExplanationRequest"),
    responses: {
      200: { description: "A verdict for each policy", content: json("Explanations") },
      400: problem("The request is malformed"),
      401: problem("No valid token"),
      403: problem("The role may not see this"),
      404: problem("The catalogue has no such policy"),
    },
  },
  ...proposalRoutes,
  {
    method: "get",
    path: "/v1/console/releases",
    operationId: "listUnreleased",
    summary: "Payments of a policy that wait for two persons to release them",
    security: "bearer",
    query: z.object({ policy: z.string() }),
    responses: {
      200: { description: "The payments", content: json("Unreleased") },
      404: problem("No such policy"),
      ...refusedToStaff,
    },
  },
  {
    method: "get",
    path: "/v1/console/dead-letters",
    operationId: "listDeadLetters",
    summary: "What could not be settled and was not replayed yet",
    security: "bearer",
    responses: {
      200: { description: "The newest 200", content: json("DeadLetters") },
      ...refusedToStaff,
    },
  },
  {
    method: "post",
    path: "/v1/console/dead-letters/{id}/replay",
    operationId: "replayDeadLetter",
    summary: "Let a dead letter's work be done again; twice does no more than once",
    security: "bearer",
    pathParameters: { id: z.string() },
    responses: {
      200: { description: "It is due again", content: json("Replayed") },
      404: problem("No such dead letter"),
      409: problem("Its content is no message of ours"),
      ...refusedToStaff,
    },
  },
  {
    method: "get",
    path: "/v1/console/seals",
    operationId: "listSeals",
    summary:
      "Whether each shard holds the seal that the city remembers; a restored one pays nothing",
    security: "bearer",
    responses: {
      200: { description: "Each shard", content: json("Seals") },
      ...refusedToStaff,
    },
  },
  {
    method: "get",
    path: "/v1/console/statistics",
    operationId: "countState",
    summary: "How the whole stands, in numbers that name nobody",
    security: "bearer",
    responses: {
      200: { description: "Counts by policy and state", content: json("StateCounts") },
      ...refusedToStaff,
    },
  },
  ...scanRoutes,
  ...policyLifeRoutes,
  ...shadowRunRoutes,
  ...recoveryRoutes,
  ...mandateRoutes,
  ...windowRoutes,
  ...printedCodeRoutes,
  ...workItemRoutes,
  ...catalogueRoutes,
  ...documentRoutes,
  ...objectionRoutes,
  ...opennessRoutes,
  ...meRoutes,
  {
    method: "get",
    path: "/problems/{code}",
    operationId: "getProblemType",
    summary: "What a problem type means",
    pathParameters: { code: z.string() },
    responses: {
      200: { description: "The problem type", content: json("ProblemType") },
      404: problem("No such problem type"),
    },
  },
  {
    method: "get",
    path: "/healthz/{function}",
    operationId: "functionHealth",
    summary: "Whether one function answers",
    pathParameters: { function: z.string() },
    responses: {
      200: { description: "It does", content: json("FunctionHealth") },
      404: problem("There is no such function"),
    },
  },
  {
    method: "get",
    path: "/healthz",
    operationId: "health",
    summary: "Whether the service answers",
    responses: { 200: { description: "It does", content: json("Health") } },
  },
];
