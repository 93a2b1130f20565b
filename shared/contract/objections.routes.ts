import * as z from "zod/mini";
import {
  acceptanceSchema,
  answerSchema,
  freezeLiftingSchema,
  hintRequestSchema,
  objectionQuerySchema,
  objectionRequestSchema,
  phoneCodeCheckSchema,
  phoneCodeRequestSchema,
} from "./objections.schema.ts";
import {
  consoleHintSchema,
  consoleObjectionDetailSchema,
  consoleObjectionsSchema,
  freezeLiftedSchema,
  hintReceivedSchema,
  objectionLodgedSchema,
  ownObjectionsSchema,
  phoneCodeSentSchema,
  phoneVerifiedSchema,
} from "./objections-told.schema.ts";
import type { NamedSchemas, RouteDescription } from "./openapi.ts";

/** The schemas of objections and hints. */
export const objectionSchemas = {
  Hint: consoleHintSchema,
  HintReceived: hintReceivedSchema,
  HintRequest: hintRequestSchema,
  FreezeLifted: freezeLiftedSchema,
  FreezeLifting: freezeLiftingSchema,
  Objection: consoleObjectionDetailSchema,
  ObjectionAcceptance: acceptanceSchema,
  ObjectionAnswer: answerSchema,
  ObjectionLodged: objectionLodgedSchema,
  ObjectionRequest: objectionRequestSchema,
  Objections: consoleObjectionsSchema,
  OwnObjections: ownObjectionsSchema,
  PhoneCodeCheck: phoneCodeCheckSchema,
  PhoneCodeRequest: phoneCodeRequestSchema,
  PhoneCodeSent: phoneCodeSentSchema,
  PhoneVerified: phoneVerifiedSchema,
} as const satisfies NamedSchemas;

const json = (name: keyof typeof objectionSchemas) => ({ "application/json": name });

const problem = (description: string) => ({
  description,
  content: { "application/problem+json": "Problem" },
});

const malformed = problem("The request is malformed");
const refusedToStaff = {
  401: problem("No valid token"),
  403: problem("The role, the department or the same person does not allow it"),
} as const;

export const objectionRoutes: readonly RouteDescription[] = [
  {
    method: "post",
    path: "/v1/phone-codes",
    operationId: "askPhoneCode",
    summary: "A one-time code by SMS, to show that a phone is one's own",
    request: json("PhoneCodeRequest"),
    responses: {
      202: { description: "It is being sent", content: json("PhoneCodeSent") },
      400: malformed,
      429: problem("More than one in a minute, or five in a day"),
    },
  },
  {
    method: "post",
    path: "/v1/phone-codes/verification",
    operationId: "verifyPhone",
    summary: "The code that was sent; what comes back lets one object for half an hour",
    request: json("PhoneCodeCheck"),
    responses: {
      200: { description: "The phone is one's own", content: json("PhoneVerified") },
      400: malformed,
      403: problem("Wrong, expired, used, or tried five times"),
    },
  },
  {
    method: "post",
    path: "/v1/objections",
    operationId: "lodgeObjection",
    summary: "Object to an entry in publicity, or to what was decided about oneself",
    description:
      "By a bearer token, a session, or a verified phone. Nothing is stopped until a handler accepts it, and never what the " +
      "law guarantees. One objector has one open objection to the same: lodged again, it is answered with that one. " +
      "Whom it concerns never learns who objected.",
    request: json("ObjectionRequest"),
    responses: {
      200: { description: "It was lodged before and is open", content: json("ObjectionLodged") },
      201: { description: "Lodged", content: json("ObjectionLodged") },
      400: malformed,
      401: problem("Neither signed in nor a verified phone"),
      404: problem("No such entry, or nothing of one's own"),
      410: problem("The entry's window has closed"),
      429: problem("More than ten in a day"),
    },
  },
  {
    method: "get",
    path: "/v1/objections",
    operationId: "listOwnObjections",
    summary: "What one has lodged, and what was taken up about oneself; with reasons and remedies",
    headers: { "phone-verification": z.optional(z.string()) },
    responses: {
      200: { description: "The newest first", content: json("OwnObjections") },
      401: problem("Neither signed in nor a verified phone"),
    },
  },
  {
    method: "post",
    path: "/v1/hints",
    operationId: "giveHint",
    summary: "An anonymous hint for triage; it has no effect on anything",
    request: json("HintRequest"),
    responses: {
      202: { description: "Received", content: json("HintReceived") },
      400: malformed,
      404: problem("The catalogue has no such policy"),
      429: problem("Too many hints just now"),
    },
  },
  {
    method: "get",
    path: "/v1/console/objections",
    operationId: "listObjections",
    summary: "Objections to what the own department leads; auditors and coordinators see all",
    security: "bearer",
    query: objectionQuerySchema,
    responses: {
      200: { description: "200 at most", content: json("Objections") },
      400: malformed,
      ...refusedToStaff,
    },
  },
  {
    method: "get",
    path: "/v1/console/objections/{id}",
    operationId: "getObjection",
    summary: "One objection with its grounds; recorded as an access to personal data",
    security: "bearer",
    pathParameters: { id: z.string() },
    responses: {
      200: { description: "The objection", content: json("Objection") },
      404: problem("No such objection"),
      ...refusedToStaff,
    },
  },
  {
    method: "post",
    path: "/v1/console/objections/{id}/acceptance",
    operationId: "considerObjection",
    summary: "A handler accepts an objection or declines to examine it, within two working days",
    description:
      "Acceptance stops the payment of this one entitlement, and never of a benefit that the law guarantees.",
    security: "bearer",
    pathParameters: { id: z.string() },
    request: json("ObjectionAcceptance"),
    responses: {
      200: { description: "Considered", content: json("Objection") },
      400: malformed,
      404: problem("No such objection"),
      409: problem("It was decided otherwise before"),
      ...refusedToStaff,
    },
  },
  {
    method: "post",
    path: "/v1/console/objections/{id}/answer",
    operationId: "answerObjection",
    summary: "A reviewer or approver, another person than who accepted it, answers it",
    description:
      "Upheld: what is not paid ends, or goes on with what the corrected facts give. Refused: the payment goes on. The person " +
      "concerned hears of it, and of reconsideration and court.",
    security: "bearer",
    pathParameters: { id: z.string() },
    request: json("ObjectionAnswer"),
    responses: {
      200: { description: "Answered", content: json("Objection") },
      400: malformed,
      404: problem("No such objection"),
      409: problem("Not accepted, answered before, no fact was corrected, or being paid"),
      ...refusedToStaff,
    },
  },
  {
    method: "post",
    path: "/v1/console/entitlements/{id}/freeze-lifting",
    operationId: "liftFreeze",
    summary: "An approver lifts a freeze before the answer; the objection is examined on",
    security: "bearer",
    pathParameters: { id: z.string() },
    request: json("FreezeLifting"),
    responses: {
      200: { description: "Lifted", content: json("FreezeLifted") },
      400: malformed,
      404: problem("Nothing stops this entitlement"),
      ...refusedToStaff,
    },
  },
  {
    method: "get",
    path: "/v1/console/hints/{id}",
    operationId: "getHint",
    summary: "A hint by the reference of its work item",
    security: "bearer",
    pathParameters: { id: z.string() },
    responses: {
      200: { description: "The hint", content: json("Hint") },
      404: problem("No such hint"),
      ...refusedToStaff,
    },
  },
];
